import { fileURLToPath } from 'node:url';
import { NAME, waitForWebhook } from '../e2e/installation.ts';
import { apply, kubectl } from '../e2e/kubectl.ts';
import { waitForPod } from '../e2e/pods.ts';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** How the proxy behaves: see api-proxy.ts. */
export type Mode = 'fast' | `slow-${number}` | 'refuse' | 'silence';

/** Has the webhook call the API server through a proxy in this namespace, until `callDirectly`. */
export async function callThroughProxy(namespace: string): Promise<void> {
  const script = ['create', 'configmap', 'api-proxy', `--from-file=${file('api-proxy.ts')}`];
  await kubectl([...script, '-n', namespace]);
  await kubectl(['apply', '-n', namespace, '-f', file('manifests/api-proxy.yaml')]);
  const { status } = await waitForPod(namespace, 'api-proxy');
  const kubeconfig = JSON.stringify(makeKubeconfig(`https://${status?.podIP}:6443`));
  await apply(NAME, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: KUBECONFIG },
    data: { kubeconfig },
  });
  await kubectl(['patch', 'deployment', NAME, '-n', NAME, '--type=json', '-p', JSON.stringify(PATCH)]);
  await waitForWebhook();
}

export async function setMode(namespace: string, mode: Mode): Promise<void> {
  await kubectl(['get', '--raw', `/api/v1/namespaces/${namespace}/pods/api-proxy:8080/proxy/${mode}`]);
}

/** Undoes `callThroughProxy`, also after the proxy is gone. */
export async function callDirectly(): Promise<void> {
  await kubectl(['rollout', 'undo', `deployment/${NAME}`, '-n', NAME]);
  await kubectl(['delete', 'configmap', KUBECONFIG, '-n', NAME]);
  await waitForWebhook();
}

const KUBECONFIG = 'kubeconfig-of-the-proxy';

const PATCH = [
  { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--kubeconfig=/proxy/kubeconfig' },
  {
    op: 'add',
    path: '/spec/template/spec/containers/0/volumeMounts',
    value: [{ name: 'proxy', mountPath: '/proxy' }],
  },
  {
    op: 'add',
    path: '/spec/template/spec/volumes',
    value: [{ name: 'proxy', configMap: { name: KUBECONFIG } }],
  },
];

/** The pod's own credentials, at another address: every API server's certificate has that name. */
function makeKubeconfig(server: string): object {
  const own = '/var/run/secrets/kubernetes.io/serviceaccount';
  const cluster = {
    server,
    'certificate-authority': `${own}/ca.crt`,
    'tls-server-name': 'kubernetes.default.svc',
  };
  const user = { 'auth-provider': { name: 'tokenFile', config: { tokenFile: `${own}/token` } } };
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'proxy', cluster }],
    users: [{ name: 'pod', user }],
    contexts: [{ name: 'proxy', context: { cluster: 'proxy', user: 'pod', namespace: NAME } }],
    'current-context': 'proxy',
  };
}
