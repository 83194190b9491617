/**
 * Whether the API server sets a field by itself in an object that a patch adds: SetDefaults_* of
 * k8s.io/kubernetes/pkg/apis/core/v1/defaults.go, and the mount of the ServiceAccount plugin.
 */
export function isDefaulted(field: string, value: unknown): boolean {
  if (field.endsWith(`.volumeMounts[${TOKEN}]`)) return true;
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
  'requests',
  'scheme',
  'successThreshold',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'timeoutSeconds',
  'type',
]);
