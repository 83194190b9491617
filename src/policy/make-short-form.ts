import { Cel, printText } from './cel.ts';
import { isSystemPath, MAX_PATH, PART_LENGTH } from './check-text.ts';
import { listVariables } from './describe-annotation.ts';
import { ANNOTATIONS, isOrdinal, NO_MIRROR, POD_CREATION, STATUS } from './match-pods.ts';
import { pairPolicies } from './pair-policies.ts';

/** The objects that configure all pods whose own annotation is a path without expressions, whatever StatefulSet made them. */
export function makeShortForm(): object[] {
  const annotated = { name: 'annotated', expression: `"per-pod-config" in ${ANNOTATIONS}` };
  return pairPolicies({
    name: NAME,
    constraints: CONSTRAINTS,
    conditions: [{ name: 'owned-by-statefulset', expression: ownedBy() }, NO_MIRROR, annotated],
    isNumbered: ownedBy('object.metadata.name.startsWith(o.name + "-")', isOrdinal('size(o.name) + 1')),
    isKnown: `${TEXT}.startsWith("/") && !${TEXT}.contains("$(") && (${STATUS} == "" || ${STATUS}.endsWith(${OWN_END}))`,
    ...listVariables({ volumes: [VOLUME], env: [], envFrom: [] }, '', VARIABLES, [BAD_PATH]),
    files: new Map(),
    messages: {
      unnumbered: 'expected the pod to be named <name of its StatefulSet>-<ordinal>',
      unknown:
        'the annotation is not an absolute path without expressions: export the policies of the StatefulSet, too',
      unconfigured: `the pod was not configured: check that MutatingAdmissionPolicy ${NAME} and its binding exist`,
    },
  });
}

/** CEL has no hashes. A status with one is of the policies of a StatefulSet, which go first. */
const OWN_END = printText('"annotationHash":""}');

const NAME = 'per-pod-config-short-form';

/** As the webhook's, without the namespace of the webhook. */
const CONSTRAINTS = {
  ...POD_CREATION,
  namespaceSelector: {
    matchExpressions: [
      { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] },
      { key: 'per-pod-config', operator: 'NotIn', values: ['disabled'] },
    ],
  },
  objectSelector: { matchExpressions: [{ key: 'statefulset.kubernetes.io/pod-name', operator: 'Exists' }] },
};

const OWNER =
  'o.?controller.orValue(false) && o.kind == "StatefulSet" && o.apiVersion.matches("^apps([.]kruise[.]io)?/")';

function ownedBy(...more: readonly string[]): string {
  return `object.metadata.?ownerReferences.orValue([]).exists(o, ${[OWNER, ...more].join(' && ')})`;
}

/** A text of several lines has a line break at its end. */
const TEXT = `${ANNOTATIONS}[?"per-pod-config"].orValue("").trim()`;

const VARIABLES = [
  { name: 'owner', expression: `object.metadata.ownerReferences.filter(o, ${OWNER})[0].name` },
  { name: 'ordinal', expression: 'int(object.metadata.name.substring(size(variables.owner) + 1))' },
  { name: 'text', expression: TEXT },
  { name: 'path', expression: '"/" + variables.text.split("/").filter(s, s != "" && s != ".").join("/")' },
];

/** Of what the status would have to escape, and of what the webhook refuses. */
const BAD_PATH = `size(variables.text) <= ${MAX_PATH} && variables.text.matches("^[ !#-\\\\[\\\\]-~]+$")
    && variables.path != "/" && !variables.text.split("/").exists(s, s == ".." || size(s) > ${PART_LENGTH})
    && !${isSystemPath('variables.path')} ? "" : "the path: expected printable ASCII without quotes, backslashes and '..', outside of /proc and the devices, got " + variables.text`;

const CONFIG_MAP = new Cel('("node-" + string(variables.ordinal))');

const VOLUME = {
  where: 'the path',
  volume: { name: 'per-pod-config-0', configMap: { name: CONFIG_MAP, defaultMode: 0o644 } },
  replaces: false,
  mount: {
    mount: { name: 'per-pod-config-0', mountPath: new Cel('variables.text'), readOnly: true },
    path: new Cel('variables.path'),
    subPath: '',
  },
  containers: undefined,
  required: undefined,
  contents: [{ configMap: CONFIG_MAP }],
};
