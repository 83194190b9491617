const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Whether the API server sets a field to just this where it is left out: SetDefaults_PodSpec, SetDefaults_Container and SetDefaults_Probe of
 * k8s.io/kubernetes/pkg/apis/core/v1/defaults.go.
 */
export function isDefault(field: string, value: unknown): boolean {
  // The plugin ServiceAccount mounts it again.
  if (field.endsWith(`.volumeMounts[${TOKEN}]`)) return true;
  if (POD_DEFAULTS.has(field)) return POD_DEFAULTS.get(field) === value;
  const name = field.slice(field.lastIndexOf('.') + 1);
  // By the tag of the image.
  if (name === 'imagePullPolicy') return value === 'Always' || value === 'IfNotPresent';
  return CONTAINER_DEFAULTS.has(name) && CONTAINER_DEFAULTS.get(name) === value;
}

const POD_DEFAULTS = new Map<string, unknown>([
  ['spec.dnsPolicy', 'ClusterFirst'],
  ['spec.enableServiceLinks', true],
  ['spec.restartPolicy', 'Always'],
  ['spec.schedulerName', 'default-scheduler'],
  ['spec.terminationGracePeriodSeconds', 30],
]);

/** Of containers, their probes and ports, by the name alone. */
const CONTAINER_DEFAULTS = new Map<string, unknown>([
  ['failureThreshold', 3],
  ['periodSeconds', 10],
  ['protocol', 'TCP'],
  ['scheme', 'HTTP'],
  ['successThreshold', 1],
  ['terminationMessagePath', '/dev/termination-log'],
  ['terminationMessagePolicy', 'File'],
  ['timeoutSeconds', 1],
]);

/**
 * Whether a field of an object that a patch adds is mostly not of the patch: SetDefaults_* of the same file, requests from limits or
 * from a LimitRange, and the mount of the ServiceAccount plugin.
 */
export function isDefaulted(field: string, value: unknown): boolean {
  if (field.endsWith(`.volumeMounts[${TOKEN}]`) || /\.resources\.requests\b/.test(field)) return true;
  const name = field.slice(field.lastIndexOf('.') + 1);
  return NAMES.has(name) || JSON.stringify(value) === '{}';
}

const NAMES = new Set([
  'apiVersion',
  'defaultMode',
  'failureThreshold',
  'hostPort',
  'imagePullPolicy',
  'periodSeconds',
  'protocol',
  'scheme',
  'successThreshold',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'timeoutSeconds',
  'type',
  'volumeMode',
]);
