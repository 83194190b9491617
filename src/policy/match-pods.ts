import { printText } from './cel.ts';

/** The StatefulSet whose pods a policy is for. */
export interface Target {
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace: string;
  /** By which it knows its pods. */
  readonly selector: Selector;
}

/** `spec.selector`. */
export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly object[];
}

export const ANNOTATIONS = 'object.metadata.?annotations.orValue({})';
export const STATUS = `${ANNOTATIONS}[?"per-pod-config/status"].orValue("")`;

export const POD_CREATION = {
  resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
};

/** Which requests: the creation of pods that the StatefulSet may have made. What is more is for `matchConditions` to say. */
export function matchConstraints({ namespace, selector }: Pick<Target, 'namespace' | 'selector'>) {
  return {
    ...POD_CREATION,
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    objectSelector: {
      ...selector,
      matchExpressions: [
        { key: 'statefulset.kubernetes.io/pod-name', operator: 'Exists' },
        ...(selector.matchExpressions ?? []),
      ],
    },
  };
}

/** The controller owner of the pod is a StatefulSet of that name. */
export function matchOwner({ apiVersion, name }: Target) {
  const group = apiVersion.slice(0, apiVersion.indexOf('/') + 1);
  const conditions = [
    'o.?controller.orValue(false)',
    'o.kind == "StatefulSet"',
    `o.apiVersion.startsWith(${printText(group)})`,
    `o.name == ${printText(name)}`,
  ];
  return {
    name: 'owned-by-statefulset',
    expression: `object.metadata.?ownerReferences.orValue([]).exists(o, ${conditions.join(' && ')})`,
  };
}

/**
 * CEL: whether the StatefulSet that the policy reads is the pod's own, and not a former one of that name. Kubernetes 1.37 does
 * not read StatefulSets anew after the last policy that reads them was deleted, until the API server restarts.
 */
export const READS_OWNER =
  'object.metadata.ownerReferences.exists(o, o.?controller.orValue(false) && o.uid == params.metadata.uid)';

/** The kubelet's own copies of its static pods stay as they are. */
export const NO_MIRROR = {
  name: 'no-mirror',
  expression: `!("kubernetes.io/config.mirror" in ${ANNOTATIONS})`,
};

/** CEL: whether the name of the pod ends in an ordinal, of which only canonical digits are one. */
export function isNumbered(name: string): string {
  return `object.metadata.name.startsWith(${printText(`${name}-`)}) && ${isOrdinal(String(name.length + 1))}`;
}

/** @param start CEL: how many characters of the pod's name are in front. */
export function isOrdinal(start: string): string {
  return `object.metadata.name.substring(${start}).matches("^(0|[1-9][0-9]{0,9})$")`;
}
