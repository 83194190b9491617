import { printText } from './cel.ts';
import { DIFFERS, PRESENT_VOLUMES } from './compare-volumes.ts';
import { type Parts, RECEIVES } from './look-at-pod.ts';

/**
 * The changes of a pod, one JSON Patch for each kind, the same in every policy. Each adds only what is missing, so that a
 * second run adds what a sidecar needs that came in between, and nothing twice. The status comes before the volumes that are
 * added: by it the later ones know a volume of ours again, to which the API server may have added defaults. It comes after what compares more
 * leniently once it is there: otherwise a template's own volume or `envFrom` would be taken for ours in the first run.
 *
 * @param files annotations that hold the texts of files, with the CEL of each.
 */
export function listMutations(
  { volumes, env, envFrom }: Parts,
  files: ReadonlyMap<string, string>,
): { readonly patchType: 'JSONPatch'; readonly jsonPatch: { readonly expression: string } }[] {
  return [
    ...(volumes ? [REPLACE_VOLUMES] : []),
    ...(envFrom ? [addToPlaces('envFrom', MISSING_SOURCES, 'prepend')] : []),
    annotate(files),
    ...(volumes ? [ADD_VOLUMES, addToPlaces('volumeMounts', MISSING_MOUNTS, 'append')] : []),
    ...(env ? [addToPlaces('env', MISSING_VARIABLES, 'prepend')] : []),
  ].map(expression => ({
    patchType: 'JSONPatch',
    jsonPatch: { expression: `size(variables.mistakes) > 0 ? [] : (\n${expression}\n)` },
  }));
}

const MISSING_VOLUMES = `variables.volumes.filter(w, !${PRESENT_VOLUMES}.exists(v, v.name == w.volume.name)).map(w, w.volume)`;

/** What may not be replaced has been found by then. */
const REPLACE_VOLUMES = `lists.range(size(${PRESENT_VOLUMES})).map(i, variables.volumes.filter(w, w.replaces
  && [${PRESENT_VOLUMES}[i]].exists(v, ${DIFFERS})
).map(w, JSONPatch{op: "replace", path: "/spec/volumes/" + string(i), value: w.volume})).flatten()`;

const ADD_VOLUMES = `has(object.spec.volumes)
? ${MISSING_VOLUMES}
  .map(v, JSONPatch{op: "add", path: "/spec/volumes/-", value: v})
: [JSONPatch{op: "add", path: "/spec/volumes", value: ${MISSING_VOLUMES}}]`;

const MISSING_MOUNTS = `variables.volumes.filter(w, has(w.mount) && ${RECEIVES}
  && !p.taken.exists(t, t.path == w.path)
).map(w, w.mount)`;

/** An absent prefix is an empty one, and `optional` is false where nothing else is said. */
const MISSING_SOURCES = `variables.envFrom.filter(w, ${RECEIVES}
  && !p.container.?envFrom.orValue([]).exists(f, f.?prefix.orValue("") == w.value.?prefix.orValue("")
    && ${['configMapRef', 'secretRef'].map(compareReference).join('\n    && ')})
).map(w, w.value)`;

function compareReference(kind: string): string {
  const optional = (source: string) => `${source}.?${kind}.?optional.orValue(false)`;
  const name = (source: string) => `${source}.?${kind}.?name.orValue("")`;
  return `${name('f')} == ${name('w.value')} && (variables.seen || ${optional('f')} == ${optional('w.value')})`;
}

const MISSING_VARIABLES = `variables.env.filter(w, ${RECEIVES}
  && !p.container.?env.orValue([]).exists(e, e.name == w.value.name)
).map(w, w.value)`;

/** What is missing is worked out once for each container, in a list beside its path. */
function addToPlaces(list: string, missing: string, where: 'append' | 'prepend'): string {
  const index = where === 'append' ? '"-"' : 'string(i)';
  return `variables.places.map(p, {
  "path": dyn(p.path + "/${list}"), "isThere": dyn(has(p.container.${list})), "missing": dyn(${missing})
}).filter(p, size(p.missing) > 0).map(p, p.isThere
  ? lists.range(size(p.missing)).map(i, JSONPatch{op: "add", path: p.path + "/" + ${index}, value: p.missing[i]})
  : [JSONPatch{op: "add", path: p.path, value: p.missing}]
).flatten()`;
}

function annotate(files: ReadonlyMap<string, string>): string {
  const annotations = [
    ...[...files].map(([key, code]) => [printText(key), code]),
    [STATUS_KEY, 'variables.status'],
  ];
  const operations = annotations.map(
    ([key, code]) =>
      `JSONPatch{op: "add", path: "/metadata/annotations/" + jsonpatch.escapeKey(${key}), value: ${code}}`,
  );
  return `(has(object.metadata.annotations) ? [] : [JSONPatch{op: "add", path: "/metadata/annotations", value: {}}])
+ [
  ${operations.join(',\n  ')}
]`;
}

const STATUS_KEY = printText('per-pod-config/status');
