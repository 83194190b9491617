import { findApiAccess } from '../../cluster/api-access.ts';
import { ApiConnection } from '../../cluster/api-connection.ts';
import { UnknownContextError } from '../../cluster/unknown-context-error.ts';
import { UsageError } from '../usage-error.ts';

/** Which cluster, as kubectl's flags of these names say it. */
export interface ClusterOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
}

export interface Cluster {
  readonly connection: ApiConnection;
  /** The context's. */
  readonly namespace: string;
}

/**
 * The way to the user's cluster. Nothing is asked of it yet.
 *
 * @throws UsageError when the kubeconfig, or the context in it, is not what it must be.
 */
export async function connect(options: ClusterOptions, env: NodeJS.ProcessEnv): Promise<Cluster> {
  const { kubeconfig, context } = options;
  const access = await findApiAccess(kubeconfig, env, context).catch((error: Error) => {
    throw new UsageError(`${flagOf(error, kubeconfig)}: ${error.message}`, { cause: error });
  });
  return { connection: new ApiConnection(access), namespace: access.namespace };
}

function flagOf(error: Error, kubeconfig: string | undefined): string {
  if (error instanceof UnknownContextError) return '--context';
  return kubeconfig === undefined ? 'no cluster to ask (--kubeconfig FILE names one)' : '--kubeconfig';
}
