import type { StatefulSetObject } from '../../src/admission/statefulset.ts';

/** A way to configure a pod, measured in a namespace of its own. */
export interface Variant {
  readonly title: string;
  readonly name: string;
  /** Whether the webhook is called, or what `export policy` is called with; neither is the baseline. */
  readonly by: 'nothing' | 'webhook' | readonly string[];
  readonly annotation: string;
  readonly isOnTemplate: boolean;
  /** How many other StatefulSets there are in the namespace. */
  readonly others: number;
  /** Whether the others are annotated, and exported, as well. */
  readonly areExported: boolean;
}

const SHORT = '/network/conf';
const LONG = `\
volumes:
  - {mountPath: /etc/role, configMap: 'role-$(ordinal < 2 ? "full" : "light")'}
  - {mountPath: /etc/key, secret: $(pod)-key, defaultMode: 0400, containers: [server]}
  - mountPath: /etc/conf.d
    sources: [{configMap: base}, {configMap: {name: overlay-$(ordinal), optional: true}}]
env: [{name: ID, value: $(ordinal + 1)}]
envFrom: [{configMap: $(pod)-env, prefix: NODE_}]
`;

const PLAIN = { annotation: SHORT, isOnTemplate: true, others: 0, areExported: false };

/** The first is what the others are compared with. */
export const VARIANTS: readonly Variant[] = [
  { ...PLAIN, title: 'nothing', name: 'nothing', by: 'nothing' },
  { ...PLAIN, title: 'policy, `--short-form`', name: 'short-form', by: ['--short-form'] },
  { ...PLAIN, title: 'policy, short annotation', name: 'short', by: [] },
  { ...PLAIN, title: 'policy, long annotation', name: 'long', by: [], annotation: LONG },
  {
    ...PLAIN,
    title: 'the same, and 100 policies of other StatefulSets',
    name: 'long-100',
    by: [],
    annotation: LONG,
    others: 100,
    areExported: true,
  },
  ...[0, 99, 999].map(others => ({
    ...PLAIN,
    title: `policy, \`--params\`, StatefulSets in the namespace: ${others + 1}`,
    name: `params-${others + 1}`,
    by: ['--params'],
    isOnTemplate: false,
    others,
  })),
  { ...PLAIN, title: 'webhook, short annotation', name: 'webhook', by: 'webhook' },
  { ...PLAIN, title: 'webhook, long annotation', name: 'webhook-long', by: 'webhook', annotation: LONG },
  {
    ...PLAIN,
    title: 'webhook, annotation on the StatefulSet',
    name: 'webhook-lookup',
    by: 'webhook',
    isOnTemplate: false,
  },
];

/** A set of a pod of some size: two containers, an init container and a sidecar, each with variables, mounts and resources. */
export function makeSet(name: string, { annotation, isOnTemplate }: Variant): StatefulSetObject {
  const labels = { app: name };
  const annotations = { 'per-pod-config': annotation };
  const template = { metadata: { labels, annotations: isOnTemplate ? annotations : {} }, spec: POD };
  return {
    apiVersion: 'apps/v1',
    ...{ kind: 'StatefulSet' },
    metadata: { name, annotations: isOnTemplate ? {} : annotations },
    spec: { replicas: 0, serviceName: name, ...{ selector: { matchLabels: labels } }, template },
  };
}

const makeContainer = (name: string) => ({
  name,
  image: `${name}:1`,
  env: ['A', 'B', 'C', 'D'].map(variable => ({ name: variable, value: 'some value' })),
  resources: { requests: { cpu: '10m', memory: '16Mi' } },
  volumeMounts: [{ name: 'data', mountPath: '/data' }],
});

const POD = {
  automountServiceAccountToken: false,
  initContainers: [makeContainer('prepare'), { ...makeContainer('proxy'), restartPolicy: 'Always' }],
  containers: [makeContainer('server'), makeContainer('exporter')],
  volumes: [{ name: 'data', emptyDir: {} }],
};
