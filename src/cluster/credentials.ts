import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';

/** What it takes to call the API server, at this moment. */
export interface Credentials {
  readonly origin: string;
  /** The path before `/api` and `/apis`, for an API server behind a shared address; mostly empty. */
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsOptions;
  readonly proxy: string | undefined;
}

export type TlsOptions = Readonly<
  Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'passphrase' | 'servername' | 'rejectUnauthorized'>
>;

/**
 * Leaves to the client what is hard: to make TLS options and headers out of a kubeconfig, with its token
 * files, credential plugins and identity providers.
 *
 * @throws Error when the kubeconfig is incomplete or a file that it names cannot be read.
 */
export async function readCredentials(config: KubeConfig): Promise<Credentials> {
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error('the current context of the kubeconfig names no cluster that it has');
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const headers = options.headers as Record<string, string> | undefined;
  const { auth, ca, cert, key, passphrase, servername, rejectUnauthorized } = options;
  const url = new URL(cluster.server);
  return {
    origin: url.origin,
    prefix: url.pathname.replace(/\/$/, ''),
    headers: auth == null ? { ...headers } : { ...headers, Authorization: basic(auth) },
    tls: withoutUndefined({ ca, cert, key, passphrase, servername, rejectUnauthorized }),
    proxy: cluster.proxyUrl,
  };
}

function basic(auth: string): string {
  return `Basic ${Buffer.from(auth).toString('base64')}`;
}

/** To TLS, an option that is undefined is not the same as one that is absent. */
function withoutUndefined(options: { [K in keyof TlsOptions]: TlsOptions[K] | undefined }): TlsOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as TlsOptions;
}
