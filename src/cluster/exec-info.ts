import type { ChosenContext } from './choose-context.ts';
import type { Fields } from './parse-kube-config.ts';

/**
 * The credential plugin of a user, if there is one, with the variable by which kubectl tells it which version of the
 * answer it expects, and which cluster it is for.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#input-and-output-formats
 */
export function addExecInfo({ user, cluster }: ChosenContext): Fields | undefined {
  const exec = user['exec'] as Fields | null | undefined;
  if (exec == null) return undefined;
  const info = {
    apiVersion: exec['apiVersion'],
    kind: 'ExecCredential',
    // Its standard input is closed.
    spec: { interactive: false, ...(exec['provideClusterInfo'] === true && { cluster: describe(cluster) }) },
  };
  const env = (exec['env'] ?? []) as readonly Fields[];
  return { ...exec, env: [...env, { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }] };
}

function describe(cluster: Fields): Fields {
  const known = FIELDS.map(key => [key, cluster[key]] as const).filter(([, value]) => value != null);
  const extensions = (cluster['extensions'] ?? []) as readonly Fields[];
  const config = extensions.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.['extension'];
  return { ...Object.fromEntries(known), ...(config != null && { config }) };
}

const FIELDS = [
  'server',
  'tls-server-name',
  'insecure-skip-tls-verify',
  'certificate-authority-data',
  'proxy-url',
];
