import { access } from 'node:fs/promises';
import type { Credentials } from './credentials.ts';
import { isEmpty, readKubeConfigFiles } from './kube-config-files.ts';
import { openServiceAccount, TOKEN_FILE } from './service-account.ts';

/** How to reach an API server. */
export interface ApiAccess {
  /** That of the kubeconfig's context, or of the pod. */
  readonly namespace: string;
  /** Reads anew what may have changed since: tokens and certificates rotate. */
  readCredentials(): Promise<Credentials>;
}

/**
 * Finds out how to reach the API server, as kubectl does: by the kubeconfig file that is named, by those of $KUBECONFIG,
 * or by ~/.kube/config; if there is nothing in them, and inside a cluster, by the pod's ServiceAccount.
 *
 * @param context in place of the kubeconfig's current one.
 * @throws Error saying what was looked for, when there is none, or which contexts there are.
 */
export async function findApiAccess(
  path: string | undefined,
  env: NodeJS.ProcessEnv,
  context?: string,
): Promise<ApiAccess> {
  const read = () => readKubeConfigFiles(path, env);
  const contents = await read();
  if (isEmpty(contents) && context === undefined && path === undefined) return openPod(env);
  // The client brings a class for each kind of object there is: 60 MB that a pod with a ServiceAccount saves.
  const { openKubeConfig } = await import('./kube-config.ts');
  return openKubeConfig(contents, read, context);
}

async function openPod(env: NodeJS.ProcessEnv): Promise<ApiAccess> {
  const host = env['KUBERNETES_SERVICE_HOST'];
  if (host !== undefined && (await exists(TOKEN_FILE)))
    return openServiceAccount(host, env['KUBERNETES_SERVICE_PORT']);
  throw new Error(
    'no Kubernetes configuration: neither $KUBECONFIG, nor ~/.kube/config, nor inside a cluster',
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
