/**
 * Whether the API server sets a field of a pod to just this where it is left out: SetDefaults_PodSpec of
 * k8s.io/kubernetes/pkg/apis/core/v1/defaults.go.
 */
export function isDefaultOfPod(field: string, value: unknown): boolean {
  return POD_DEFAULTS.get(field) === value;
}

const POD_DEFAULTS = new Map<string, unknown>([
  ['spec.dnsPolicy', 'ClusterFirst'],
  ['spec.enableServiceLinks', true],
  ['spec.restartPolicy', 'Always'],
  ['spec.schedulerName', 'default-scheduler'],
  ['spec.terminationGracePeriodSeconds', 30],
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

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

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
