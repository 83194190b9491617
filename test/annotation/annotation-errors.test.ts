import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

const volume = (fields: string) => `volumes:\n- ${fields.replaceAll('\n', '\n  ')}`;
const files = (count: number) =>
  Array.from({ length: count }, (_, index) => `    f${index}: "$(ordinal)"`).join('\n');

/** What is found when the annotation is read: also when it is applied, and by the command line. */
const WHEN_READ: [annotation: string, message: string | RegExp][] = [
  [
    '',
    /^expected an absolute path such as \/network\/conf, or a mapping with volumes, env, envFrom or patches, got ""$/,
  ],
  ['network/conf', /got "network\/conf"$/],
  ['C: /conf', /no such field/],
  ['C:conf', /got "C:conf"$/],
  ['7', /got "7"$/],
  ['[]', /got "\[\]"$/],
  ['x'.repeat(1_000), /got "x{100}…"$/],
  ['x'.repeat(300_000), /^expected at most 262144 characters, got 300000$/],
  ['volumes: [', /^line 1, column 11: expected YAML, got a text that is not: /],
  [
    'a: 1\na: 2',
    'line 2, column 1: expected each key once, got one that is in the same mapping above: remove or rename one of them',
  ],
  ...['!secret', '!Ref x', '!!binary aGVsbG8=', '!!timestamp 2001-01-01', '!!set {a}', '!!omap [a: 1]'].map(
    value =>
      [
        `env:\n  - name: A\n    value: ${value}`,
        `line 3, column 12: expected a value without a tag of YAML, got "${value.split(' ')[0]}": remove the tag, or put the text in quotes`,
      ] as [string, string],
  ),
  ['--- 1\n--- 2', /^line 2, column 1: expected YAML, .*multiple documents/],
  ['volumes: *x', /^expected YAML, .*alias.*x/],
  [
    `a: &a [1,1,1]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]`,
    /^expected YAML, .*[Ee]xcessive alias count/,
  ],
  ...['[', '{a: ', '- ', '? ', '- ? ', 'a: ', ']'].map(
    text =>
      [
        `${text.repeat(400)}${'['.repeat(400)}`,
        'expected YAML that is nested and indented by at most 100, got one that goes deeper',
      ] as [string, string],
  ),
  ['? [a]\n: b', /^line 1, column 3: expected YAML, .*keys must be strings/],
  // What would keep the parser busy for seconds.
  ...['[', '}', ',,', '!a ', '"', '{a: ', '- ', '%\n', '---\n', '#\n'].map(
    text =>
      [
        text.repeat(262_000 / text.length),
        /^(expected a mapping with at most 5000 words|expected YAML that is nested|line 1, column \d+: expected YAML|expected an absolute path)/,
      ] as [string, RegExp],
  ),
  [
    Array.from({ length: 20_000 }, (_, index) => `k${index}: v`).join('\n'),
    'expected a mapping with at most 5000 words and signs of YAML, got more',
  ],
  ['{}', 'line 1, the annotation: expected one of variables, volumes, env, envFrom, patches, got none'],
  ['volume: []', 'line 1, volume: there is no such field; did you mean volumes?'],
  ['\nvolumes: []\nenvfrom: []', 'line 3, envfrom: there is no such field; did you mean envFrom?'],
  ['zzz: 1', 'line 1, zzz: there is no such field; known are variables, volumes, env, envFrom, patches'],
  ['__proto__: 1', /^line 1, __proto__: there is no such field/],
  ['constructor: 1', /^line 1, constructor: there is no such field/],
  ['volumes: {}', 'line 1, volumes: expected list, got a mapping'],
  [
    'volumes: null',
    'line 1, the annotation: expected one of variables, volumes, env, envFrom, patches, got none',
  ],
  ['volumes: 7', 'line 1, volumes: expected list, got 7'],
  ['volumes: x', 'line 1, volumes: expected list, got "x"'],
  ['volumes: [7]', 'line 1, volumes[0]: expected mapping, got 7'],
  [
    volume('mountpath: /a\nconfigMap: x'),
    'line 2, volumes[0].mountpath: there is no such field; did you mean mountPath?',
  ],
  [
    volume('mountPath: /a'),
    'line 2, volumes[0]: expected exactly one of configMap, secret, files, sources, image, got none',
  ],
  [
    volume('mountPath: /a\nconfigMap: x\nsecret: y'),
    'line 2, volumes[0]: expected exactly one of configMap, secret, files, sources, image, got configMap and secret',
  ],
  [
    volume('configMap: x'),
    'line 2, volumes[0]: expected mountPath, or the name of a volume of the pod to replace; got neither',
  ],
  [
    volume('name: a\nconfigMap: x\nsubPath: b'),
    'line 2, volumes[0]: expected mountPath beside subPath, got none',
  ],
  [
    volume('name: a\nconfigMap: x\ncontainers: [b]'),
    'line 2, volumes[0]: expected mountPath beside containers, got none',
  ],
  [
    volume('name: a\nconfigMap: x\nreadOnly: false'),
    'line 2, volumes[0]: expected mountPath beside readOnly, got none',
  ],
  [
    volume('name: A\nconfigMap: x'),
    'line 2, volumes[0].name: expected a name of lower case letters, digits and inner hyphens, at most 63, got "A"',
  ],
  [
    volume('mountPath: 7\nconfigMap: x'),
    'line 2, volumes[0].mountPath: expected string, got 7: put it in quotes',
  ],
  [
    volume('mountPath: /a\nconfigMap: true'),
    'line 3, volumes[0].configMap: expected string or mapping, got true: put it in quotes',
  ],
  [volume('mountPath: /a\nconfigMap: {}'), 'line 3, volumes[0].configMap: expected name, which is missing'],
  [
    volume('mountPath: /a\nsecret: {name: x}'),
    /line 3, volumes\[0\]\.secret.*: (expected secretName, which is missing|there is no such field)/,
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, item: []}'),
    'line 3, volumes[0].configMap.item: there is no such field; did you mean items?',
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: a}]}'),
    'line 3, volumes[0].configMap.items[0]: expected path, which is missing',
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, optional: 1}'),
    'line 3, volumes[0].configMap.optional: expected boolean, got 1',
  ],
  [
    volume('mountPath: /a\nconfigMap: x\nreadOnly: "no"'),
    'line 4, volumes[0].readOnly: expected boolean, got "no"',
  ],
  [
    volume('mountPath: /a\nconfigMap: x\ncontainers: a'),
    'line 4, volumes[0].containers: expected list, got "a"',
  ],
  [
    volume('mountPath: /a\nconfigMap: x\ncontainers: []'),
    /line 4, volumes\[0\]\.containers: expected at least one element, got an empty list/,
  ],
  [
    volume('mountPath: /a\nconfigMap: x\ncontainers: [a, a]'),
    /line 4, volumes\[0\]\.containers: expected each element once, got "a" twice: remove one of them/,
  ],
  [
    volume('mountPath: /a\nconfigMap: x\ndefaultMode: 0888'),
    /line 4, volumes\[0\]\.defaultMode: must be <= 511, got 888/,
  ],
  [
    volume('mountPath: /a\nconfigMap: x\ndefaultMode: "0400"'),
    'line 4, volumes[0].defaultMode: expected integer, got "0400": leave the quotes out',
  ],
  ...(
    [
      ['secret: {name: x}', 'secret.name: there is no such field; did you mean secretName?'],
      [
        'configMap: {configMapName: x}',
        'configMap.configMapName: there is no such field; did you mean name?',
      ],
      ['configMap: x\noptional: true', 'optional: there is no such field; expected it in configMap'],
      [
        'image: {reference: x, pullPolicy: always}',
        'image.pullPolicy: expected one of Always, IfNotPresent, Never, got "always": did you mean Always?',
      ],
      [
        'image: {reference: x, pullPolicy: 7}',
        'image.pullPolicy: expected one of Always, IfNotPresent, Never, got 7',
      ],
    ] as const
  ).map(
    ([fields, complaint]) =>
      [
        volume(`mountPath: /a\n${fields}`),
        new RegExp(`volumes\\[0\\]\\.${complaint.replaceAll('?', '\\?')}$`),
      ] as [string, RegExp],
  ),
  [
    'env: [{name: A, secretKeyRef: {name: a, key: b}}]',
    'line 1, env[0].secretKeyRef: there is no such field; expected it in valueFrom',
  ],
  [
    volume('<<: {mountPath: /a}\nconfigMap: x'),
    'line 2, volumes[0]["<<"]: YAML 1.2 has no merge key: write the fields out, or take a mapping as a whole by its alias',
  ],
  [volume('mountPath: /a\nfiles: {}'), 'line 3, volumes[0].files: expected one of file: text, got none'],
  [volume('mountPath: /a\nfiles: {a: [7]}'), 'line 3, volumes[0].files.a: expected string, got a list'],
  [
    volume('mountPath: /a\nimage: {pullPolicy: Always}'),
    'line 3, volumes[0].image: expected reference, which is missing',
  ],
  [
    volume('mountPath: /a\nimage: {reference: a, pullPolicy: always}'),
    /^line 3, volumes\[0\]\.image\.pullPolicy: .*, got "always": did you mean Always\?$/,
  ],
  [
    volume('mountPath: /a\nimage: a\ndefaultMode: 0400'),
    'line 4, volumes[0].defaultMode: expected no defaultMode beside image: its files keep their modes and owners',
  ],
  [
    volume('mountPath: /a\nconfigMap: a\ndefaultUser: -1'),
    /^line 4, volumes\[0\]\.defaultUser: must be >= 0, got -1$/,
  ],
  [
    volume('mountPath: /a\nsources:\n- clusterTrustBundle: {name: a, signerName: b.c/d, path: e}'),
    'line 4, volumes[0].sources[0].clusterTrustBundle: expected exactly one of name, signerName, got name and signerName',
  ],
  [
    volume('mountPath: /a\nsources:\n- clusterTrustBundle: {name: a, path: e, labelSelector: {}}'),
    'line 4, volumes[0].sources[0].clusterTrustBundle: expected signerName beside labelSelector, got none',
  ],
  [
    volume(
      'mountPath: /a\nsources:\n- clusterTrustBundle: {signerName: a.b/c, path: e, labelSelector: {matchLabels: {a: b c}}}',
    ),
    'line 4, volumes[0].sources[0].clusterTrustBundle.labelSelector.matchLabels.a: expected the value of a label, got "b c"',
  ],
  [
    volume('mountPath: /a\nsources:\n- podCertificate: {signerName: b.c/d, keyType: ED25519}'),
    'line 4, volumes[0].sources[0].podCertificate: expected at least one of credentialBundlePath, keyPath, certificateChainPath, got none',
  ],
  [
    volume('mountPath: /a\nsources:\n- podCertificate: {signerName: b.c/d, keyType: RSA2048, keyPath: a}'),
    /podCertificate\.keyType: .*, got "RSA2048"$/,
  ],
  [
    volume(
      'mountPath: /a\nsources:\n- podCertificate: {signerName: b.c/d, keyType: ED25519, keyPath: a, userAnnotations: {a: b}}',
    ),
    'line 4, volumes[0].sources[0].podCertificate.userAnnotations.a: expected a key with a domain, such as example.com/tenant',
  ],
  [volume('mountPath: /a\nsources: []'), /line 3, volumes\[0\]\.sources: expected at least one element/],
  [
    volume('mountPath: /a\nsources: [{configMap: a, files: {b: c}}]'),
    'line 3, volumes[0].sources[0]: expected exactly one of configMap, secret, files, clusterTrustBundle, podCertificate, got configMap and files',
  ],
  [volume('mountPath: /a\nsources: [{downwardAPI: {}}]'), /line 3, volumes\[0\]\.sources\[0\]/],
  [
    'volumes: [{name: a, configMap: x}, {name: a, configMap: y}]',
    'line 1, volumes[1]: expected another name than that of volumes[0], got "a" for both',
  ],
  [
    'volumes: [{mountPath: /a, configMap: x}, {name: per-pod-config-0, configMap: y}]',
    'line 1, volumes[1]: expected another name than that of volumes[0], got "per-pod-config-0" for both',
  ],
  ['env: [{name: A}]', 'line 1, env[0]: expected exactly one of value, valueFrom, got none'],
  [
    'env: [{name: 1=A, value: x}]',
    `line 1, env[0].name: expected a name of printable ASCII characters without '=', got "1=A"`,
  ],
  ['env: [{name: A, value: {a: 5}}]', 'line 1, env[0].value: expected string, got a mapping'],
  ['env: [{name: 5, value: a}]', 'line 1, env[0].name: expected string, got 5: put it in quotes'],
  [
    'env: [{name: A, valueFrom: {}}]',
    'line 1, env[0].valueFrom: expected exactly one of configMapKeyRef, secretKeyRef, fieldRef, got none',
  ],
  [
    'env: [{name: A, value: a, valueFrom: {secretKeyRef: {name: s, key: k}}}]',
    'line 1, env[0]: expected exactly one of value, valueFrom, got value and valueFrom',
  ],
  [
    'env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}, fieldRef: {fieldPath: metadata.name}}}]',
    /^line 1, env\[0\]\.valueFrom: expected exactly one of .*, got secretKeyRef and fieldRef$/,
  ],
  [
    'env: [{name: A, valueFrom: {secretKeyRef: {name: s}}}]',
    'line 1, env[0].valueFrom.secretKeyRef: expected key, which is missing',
  ],
  [
    'env: [{name: A, valueFrom: {secretRef: {name: s, key: k}}}]',
    'line 1, env[0].valueFrom.secretRef: there is no such field; did you mean secretKeyRef?',
  ],
  [
    'env: [{name: A, valueFrom: {fieldRef: {apiVersion: v2, fieldPath: metadata.name}}}]',
    /^line 1, env\[0\]\.valueFrom\.fieldRef\.apiVersion: .*, got "v2"$/,
  ],
  [
    'env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: k-$(ordnal)}}}]',
    /^line 1, env\[0\]\.valueFrom\.configMapKeyRef\.key: unknown variable `ordnal`/,
  ],
  ['envFrom: [{prefix: A}]', 'line 1, envFrom[0]: expected exactly one of configMap, secret, got none'],
  ['envFrom: [{configMap: {name: a}}]', 'line 1, envFrom[0].configMap: expected string, got a mapping'],
  [
    volume('mountPath: /a\nconfigMap: node-$(ordnal)'),
    'line 3, volumes[0].configMap: unknown variable `ordnal`: did you mean `ordinal`?\nnode-$(ordnal)\n       ^^^^^^',
  ],
  [
    volume('mountPath: /a\nfiles:\n  x.txt: |\n    hello\n    id=$(ordinal +)'),
    /^line 6, volumes\[0\]\.files\["x\.txt"\]: .*\nid=\$\(ordinal \+\)\n {14}\^$/,
  ],
  [
    volume('mountPath: /a\nfiles:\n  $(x).txt: hello'),
    /^line 4, volumes\[0\]\.files\["\$\(x\)\.txt"\]: unknown variable `x`/,
  ],
  [
    '/a\nb',
    /^line 1, the path: expected an absolute path on one line, got "\/a\\nb": write it as a mountPath/,
  ],
  ['env: [{name: "", value: x}]', /env\[0\]\.name: expected a name of printable/],
  ['env: [{name: "é", value: x}]', /env\[0\]\.name: expected a name of printable/],
  [
    'envFrom: [{configMap: a, prefix: "\\t"}]',
    /envFrom\[0\]\.prefix: expected printable ASCII characters without '=', got "\\t"$/,
  ],
  ['/data/$(pod', /^line 1, the path: .*\n\/data\/\$\(pod/],
  [
    volume(`mountPath: /a\nsources:\n${[0, 1, 2].map(() => `- files:\n${files(100)}`).join('\n')}`),
    'expected at most 256 expressions in the whole annotation, got 300: use fewer',
  ],
  [
    `env:\n${Array.from({ length: 20 }, (_, index) => `- {name: A${index}, value: "$(${'1+'.repeat(450)}1)"}`).join('\n')}`,
    'expected at most 16384 characters in all expressions, got 18020: shorten them',
  ],
];

/** What is found for one pod, whose ordinal the message names. */
const FOR_A_POD: [annotation: string, message: string | RegExp][] = [
  [
    '/',
    /^line 1, the path, for ordinal 2: expected a path such as \/network\/conf, not the root.*, got "\/"$/,
  ],
  ['///', /got "\/\/\/"$/],
  [
    volume('mountPath: /a\nimage: conf:Node $(ordinal)'),
    'line 3, volumes[0].image, for ordinal 2: expected the reference of an image, such as registry.example.com/conf:1, got "conf:Node 2"',
  ],
  [
    volume('mountPath: /a\nsources:\n- clusterTrustBundle: {name: Node-$(ordinal), path: e}'),
    /^line 4, volumes\[0\]\.sources\[0\]\.clusterTrustBundle\.name, for ordinal 2: expected the name of a ClusterTrustBundle.*, got "Node-2"$/,
  ],
  [
    volume('mountPath: /a\nsources:\n- clusterTrustBundle: {signerName: signer, path: e}'),
    /clusterTrustBundle\.signerName, for ordinal 2: expected a signer such as example\.com\/signer, got "signer"$/,
  ],
  [
    volume('mountPath: /a\nsources:\n- clusterTrustBundle: {name: a, path: ../e}'),
    /clusterTrustBundle\.path, for ordinal 2: expected a relative path .*, got "\.\.\/e"$/,
  ],
  [
    volume('mountPath: /a\nsources: [{clusterTrustBundle: {name: a, path: e}}, {files: {e: f}}]'),
    'line 2, volumes[0]: expected each path once in a volume, got "e" twice',
  ],
  [
    'env: [{name: A, valueFrom: {secretKeyRef: {name: S_$(ordinal), key: k}}}]',
    /^line 1, env\[0\]\.valueFrom\.secretKeyRef\.name, for ordinal 2: expected the name of an object .*, got "S_2"$/,
  ],
  [
    'env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: a/$(ordinal)}}}]',
    /configMapKeyRef\.key, for ordinal 2: expected the key of an object .*, got "a\/2"$/,
  ],
  [
    'env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIp}}}]',
    'line 1, env[0].valueFrom.fieldRef.fieldPath, for ordinal 2: expected a field of the pod that a variable may have its value from, got "status.podIp": did you mean status.podIP?',
  ],
  ['/a/..', /got "\/a\/\.\."$/],
  [`/${'x'.repeat(5_000)}`, /the text becomes longer than 4096 characters/],
  [
    volume('mountPath: $(pod.replace(pod, ""))\nconfigMap: x'),
    /^line 2, volumes\[0\]\.mountPath, for ordinal 2: expected a path such as .*, got ""$/,
  ],
  [
    volume('mountPath: /a\nconfigMap: Node_$(ordinal)'),
    /^line 3, volumes\[0\]\.configMap, for ordinal 2: expected the name of an object .*, got "Node_2"$/,
  ],
  [
    volume('mountPath: /a\nsecret: "$(labels.role + \'-\')"'),
    /^line 3, volumes\[0\]\.secret, for ordinal 2: expected the name of an object .*, got "db-"$/,
  ],
  [volume('mountPath: /a\nconfigMap: ""'), /expected the name of an object .*, got ""$/],
  [volume(`mountPath: /a\nconfigMap: ${'a'.repeat(254)}`), /expected the name of an object/],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: a/b, path: c}]}'),
    /items\[0\]\.key, for ordinal 2: expected the key of an object .*, got "a\/b"$/,
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: .., path: c}]}'),
    /expected the key of an object .*, got "\.\."$/,
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: a, path: ../c}]}'),
    /items\[0\]\.path, for ordinal 2: expected a relative path .*, got "\.\.\/c"$/,
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: a, path: ..c}]}'),
    /expected a relative path .*, got "\.\.c"$/,
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: a, path: /c}]}'),
    /expected a relative path .*, got "\/c"$/,
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: a, path: c}, {key: b, path: c}]}'),
    'line 2, volumes[0]: expected each path once in a volume, got "c" twice',
  ],
  [
    volume('mountPath: /a\nsources: [{files: {a: b}}, {secret: {name: x, items: [{key: a, path: a}]}}]'),
    'line 2, volumes[0]: expected each path once in a volume, got "a" twice',
  ],
  [
    volume('mountPath: /a\nfiles: {"x$(ordinal)": a, x2: b}'),
    'line 2, volumes[0]: expected each path once in a volume, got "x2" twice',
  ],
  [
    volume('mountPath: /a\nconfigMap: x\nsubPath: /b'),
    /volumes\[0\]\.subPath, for ordinal 2: expected a relative path .*, got "\/b"$/,
  ],
  [
    volume('mountPath: /a\nconfigMap: x\nsubPath: b/../c'),
    /volumes\[0\]\.subPath, for ordinal 2: expected a relative path/,
  ],
  [
    'env: [{name: A, value: "a\\0b"}]',
    'line 1, env[0].value, for ordinal 2: expected a text without NUL, got one at character 2',
  ],
  ['env: [{name: A, value: "\\ud800"}]', /expected whole characters, got half of a surrogate pair$/],
  [
    'volumes: [{mountPath: /a, configMap: x}, {mountPath: b//.././a, configMap: y}]',
    /volumes\[1\]: expected another mountPath .*, got "\/a" for both/,
  ],
  [
    volume('mountPath: /a\nconfigMap: {name: x, items: [{key: a, path: c/d}, {key: b, path: ./c//d/}]}'),
    'line 2, volumes[0]: expected each path once in a volume, got "./c//d/" twice',
  ],
  [
    volume('mountPath: /a\nsources: [{files: {f/g: a}}, {secret: {name: x, items: [{key: a, path: ./f}]}}]'),
    'line 2, volumes[0]: expected "./f" to be a file or a folder of the volume, got both, for "f/g" is inside: name another path',
  ],
  [
    volume('mountPath: /a\nfiles: {"x$(ordinal)": a, x.y: b, x1/y: c, x2//y/z/: d}'),
    'line 2, volumes[0]: expected "x2" to be a file or a folder of the volume, got both, for "x2//y/z/" is inside: name another path',
  ],
  [
    volume('mountPath: /a\nsecret: {secretName: x, items: [{key: a, path: d/f}, {key: b, path: d/f/g}]}'),
    /volumes\[0\]: expected "d\/f" to be a file or a folder/,
  ],
  [
    volume("mountPath: \"/$(ordinal == 2 ? 'proc/self' : 'a')\"\nconfigMap: x"),
    'line 2, volumes[0].mountPath, for ordinal 2: expected a path that can be mounted over, got "/proc/self": a container runtime mounts nothing over /proc, nor inside',
  ],
  [
    'volumes: [{mountPath: /a, configMap: x}, {mountPath: /a/, configMap: y}]',
    'line 1, volumes[1]: expected another mountPath than that of volumes[0], got "/a" for both, in the same container',
  ],
  [
    'volumes: [{mountPath: /a, configMap: x, containers: [a, b]}, {mountPath: /a, configMap: y, containers: [b]}]',
    /volumes\[1\]: expected another mountPath/,
  ],
  [
    'volumes: [{mountPath: "/$(ordinal)", configMap: x}, {mountPath: /2, configMap: y}]',
    /volumes\[1\]: expected another mountPath/,
  ],
  [
    'env: [{name: A, value: x}, {name: B, value: x}, {name: A, value: x, containers: [a]}]',
    'line 1, env[2]: expected another name than that of env[0], got "A" for both, in the same container',
  ],
  [
    'env: [{name: A, value: "$(peers[7])"}]',
    /^line 1, env\[0\]\.value, for ordinal 2: index 7 is outside the list, which has 3 elements\n\$\(peers\[7\]\)\n {2}\^+$/,
  ],
];

describe('an annotation that cannot be read is an error with its place', () => {
  for (const [annotation, message] of WHEN_READ) {
    it(title(annotation), () => assertError(() => parseAnnotation(annotation), message));
  }
});

it('many expressions, each of which is allowed, are refused together', () => {
  const value = '$(peers.map(a, peers.map(b, a + b)).size())';
  const annotation = parseAnnotation(
    `env:\n${Array.from({ length: 200 }, (_, index) => `- {name: A${index}, value: "${value}"}`).join('\n')}`,
  );
  const peers = Array.from({ length: 20 }, (_, index) => `web-${index}`);
  assertError(
    () => configurePod(annotation, { ...WEB_2, peers }),
    /^expected all expressions to take at most 50000 steps for a pod, got up to \d+: use fewer or simpler ones$/,
  );
});

describe('an annotation that a pod cannot have is an error with its place and the ordinal', () => {
  for (const [annotation, message] of FOR_A_POD) {
    it(title(annotation), () => {
      const parsed = parseAnnotation(annotation);
      assertError(() => configurePod(parsed, WEB_2), message);
    });
  }
});

function title(annotation: string): string {
  return JSON.stringify(annotation.length > 90 ? `${annotation.slice(0, 90)}…` : annotation);
}

function assertError(act: () => unknown, message: string | RegExp): void {
  assert.throws(act, (error: Error) => {
    assert.ok(error instanceof AnnotationError);
    if (typeof message === 'string') assert.equal(error.message, message);
    else assert.match(error.message, message);
    assert.ok(error.message.length < 1_500, 'a message goes into an event');
    return true;
  });
}
