import { printLines } from './cel.ts';
import { DIFFERS, HOLDS_NO_DATA, PRESENT_VOLUMES } from './compare-volumes.ts';
import { STATUS } from './match-pods.ts';
import type { PolicyVariable } from './variable-codes.ts';

/** What an annotation asks for at all. */
export interface Parts {
  readonly volumes: boolean;
  readonly env: boolean;
  readonly envFrom: boolean;
}

/**
 * Variables that look at the pod as it is, the same in every policy. They are worked out anew for each mutation, so what they
 * say must stay true as the mutations add one thing after the other.
 *
 * @param texts CEL of texts: what is wrong with a value, or empty ones.
 */
export function lookAtPod({ volumes, env, envFrom }: Parts, texts: readonly string[]): PolicyVariable[] {
  const wanted = Object.entries({ volumes, env, envFrom }).flatMap(([name, isAsked]) =>
    isAsked ? [`variables.${name}`] : [],
  );
  const found = [
    { name: 'wrong', expression: `${printLines([WRONG_INDEX, ...texts])}.filter(text, text != "")` },
    ...(wanted.length === 0 ? [] : [{ name: 'absent', expression: `(${wanted.join(' + ')})${ABSENT}` }]),
    ...(volumes ? VOLUMES : []),
    ...(env ? [VARIABLES] : []),
  ];
  const all = found.map(({ name }) => `variables.${name}`).join(' + ');
  return [
    { name: 'seen', expression: `${STATUS} == variables.status` },
    { name: 'places', expression: PLACES },
    ...found,
    { name: 'mistakes', expression: all },
  ];
}

/** Whether container `p.container` gets `w`. */
export const RECEIVES = '(!has(w.containers) || p.container.name in w.containers)';

const INDEX_LABEL = 'apps.kubernetes.io/pod-index';

const WRONG_INDEX = `object.metadata.?labels[?"${INDEX_LABEL}"].orValue(string(variables.ordinal)) == string(variables.ordinal) ? "" : "label ${INDEX_LABEL} is not the ordinal in the pod's name: take it out of the pod template"`;

const ABSENT = `.filter(w, has(w.required) && !variables.places.exists(p, p.container.name in w.required))
.map(w, string(w.where) + ": the pod has none of the containers that are named there")`;

/** Where a mount really is, but for one with `..`. */
function clean(path: string): string {
  return `"/" + ${path}.split("/").filter(s, s != "" && s != ".").join("/")`;
}

/** Each container, with where it is in the pod, and what it has at which path. */
function listPlaces(list: string): string {
  const containers = `object.spec.?${list}.orValue([])`;
  return `lists.range(size(${containers})).map(i, {
  "path": dyn("/spec/${list}/" + string(i)),
  "container": dyn(${containers}[i]),
  "taken": dyn(
    ${containers}[i].?volumeMounts.orValue([]).map(m, {
      "path": ${clean('m.mountPath')}, "name": string(m.name), "subPath": string(m.?subPath.orValue(""))
    })
    + ${containers}[i].?volumeDevices.orValue([]).map(d, {"path": ${clean('d.devicePath')}, "name": "", "subPath": ""})
  )
})`;
}

const PLACES = ['initContainers', 'containers'].map(listPlaces).join('\n+ ');

const VOLUMES: readonly PolicyVariable[] = [
  {
    name: 'absentVolumes',
    expression: `variables.volumes.filter(w, !has(w.mount) && !${PRESENT_VOLUMES}.exists(v, v.name == w.volume.name))
.map(w, string(w.where) + ": the pod has no volume " + string(w.volume.name) + " to replace: give a mountPath in the annotation")`,
  },
  {
    name: 'otherVolumes',
    expression: `variables.volumes.filter(w, ${PRESENT_VOLUMES}.exists(v, ${DIFFERS}
  && !(w.replaces && ${HOLDS_NO_DATA})
)).map(w, "volume " + string(w.volume.name) + " of the pod is in the way" + (w.replaces ? ", since it may hold data" : "") + ": rename one of the two")`,
  },
  {
    name: 'otherMounts',
    expression: `variables.places.map(p, variables.volumes.filter(w, has(w.mount) && ${RECEIVES}
  && p.taken.exists(t, t.path == w.path && (t.name != w.volume.name || t.subPath != w.subPath))
).map(w, "container " + string(p.container.name) + " has something else at " + string(w.path)
  + ": take that out of the pod template, or choose another path in the annotation")).flatten()`,
  },
];

const VARIABLES: PolicyVariable = {
  name: 'otherVariables',
  expression: `variables.places.map(p, variables.env.filter(w, ${RECEIVES}
  && p.container.?env.orValue([]).exists(e, e.name == w.value.name && (has(e.valueFrom) || e.?value.orValue("") != w.value.value))
).map(w, "container " + string(p.container.name) + " defines variable " + string(w.value.name)
  + " itself: take it out of the pod template, or out of the annotation")).flatten()`,
};
