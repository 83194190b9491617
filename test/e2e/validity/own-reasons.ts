/**
 * What we deny though the API server takes it, and why. Every other denial must be the API server's, too. The same list
 * stands in docs/compatibility.md.
 */
export const OWN_REASONS: Readonly<Record<string, RegExp>> = {
  'a mount would hide another': /conflict: .*container "[^"]*" has volume "[^"]*" at /,
  'a variable would hide another': /conflict: .*container "[^"]*" has a variable /,
  'a volume would lose its data, or its name':
    /conflict: .*(volume "[^"]*" of the pod is |the pod has another volume named )/,
  'one path twice in a container': /expected another mountPath than that of/,
  'one variable twice in a container': /expected another name than that of .* in the same container$/,
  'one file twice in a volume': /expected each path once in a volume/,
  'one volume name twice': /expected another name than that of .* for both$/,
  'no container has such a name': /expected containers to name one of/,
  'there is no volume to replace': /expected the pod to have a volume named .* to replace/,
  'no object has such a name': /expected the name of an object /,
  'no object has such a key': /expected the key of an object /,
  'no container starts with such a mount':
    /mountPath, for ordinal \d+: (expected a path (such as|that can be mounted over)|the text becomes longer)|conflict: .* cannot start so: /,
  'no kubelet makes a file where another needs a folder': /to be a file or a folder of the volume, got both/,
  'no file system has such a name': /expected each part of a path to have at most 255 bytes/,
  'no volume can have such a file or part':
    /(path|subPath|files\[.*\]|files\.\S*), for ordinal \d+: expected a relative path/,
  'no program starts with a NUL in a variable':
    /env\[\d+\]\.value, for ordinal \d+: expected a text without NUL/,
  'no kubelet takes such an image': /image, for ordinal \d+: expected the reference of an image/,
  'half of a character is no text': /expected whole characters, got half of a surrogate pair$/,
  'a container is named twice': /containers: expected each element once, got /,
  'one annotation must not cost others their admissions':
    /must NOT have more than \d+ (items|properties)|too-large: /,
  'no pod of the StatefulSet has such a name': /^per-pod-config: no-ordinal: /,
};
