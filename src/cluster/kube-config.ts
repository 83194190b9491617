import { access } from 'node:fs/promises';
import { KubeConfig } from '@kubernetes/client-node';

/** Makes the configuration anew: files that it names may have changed since. */
export type LoadKubeConfig = () => KubeConfig;

/**
 * Finds out how to reach the API server: the kubeconfig file that is named; else, inside a cluster, the
 * pod's ServiceAccount; else the usual rules ($KUBECONFIG, then ~/.kube/config).
 *
 * @param context in place of the kubeconfig's current one.
 * @throws Error saying what was looked for, when there is none, or which contexts there are.
 */
export async function findKubeConfig(
  path: string | undefined,
  env: NodeJS.ProcessEnv,
  context?: string,
): Promise<LoadKubeConfig> {
  if (
    path === undefined &&
    context === undefined &&
    env['KUBERNETES_SERVICE_HOST'] !== undefined &&
    (await exists(TOKEN_FILE))
  ) {
    return loader(config => config.loadFromCluster());
  }
  const load = loader(config => {
    if (path === undefined) loadUsual(config);
    else config.loadFromFile(path);
    if (context !== undefined) chooseContext(config, context);
  });
  checkComplete(load());
  return load;
}

/** Where the kubelet puts a ServiceAccount's token. */
const TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

function loader(fill: (config: KubeConfig) => void): LoadKubeConfig {
  return () => {
    const config = new KubeConfig();
    fill(config);
    return config;
  };
}

function loadUsual(config: KubeConfig): void {
  config.loadFromDefault();
  // Without any configuration the client falls back to http://localhost:8080, which is never meant.
  if (
    config.getCurrentCluster()?.name === 'cluster' &&
    config.getCurrentCluster()?.server === 'http://localhost:8080'
  ) {
    throw new Error(
      'no Kubernetes configuration: neither inside a cluster, nor $KUBECONFIG, nor ~/.kube/config',
    );
  }
}

/** The kubeconfig has no context of the name that was asked for. */
export class UnknownContextError extends Error {
  override name = 'UnknownContextError';
}

function chooseContext(config: KubeConfig, context: string): void {
  const names = config.getContexts().map(({ name }) => name);
  if (!names.includes(context)) {
    throw new UnknownContextError(
      `expected the context to be one of ${names.join(', ') || 'none'}; got ${context}`,
    );
  }
  config.setCurrentContext(context);
}

function checkComplete(config: KubeConfig): void {
  if (config.getCurrentCluster() === null) {
    throw new Error(`its current context "${config.getCurrentContext() ?? ''}" names no cluster that it has`);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
