import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { ChosenContext } from './choose-context.ts';
import { type Headers, impersonate } from './impersonate.ts';
import { type Fields, readText } from './parse-kube-config.ts';

/** What it takes to call the API server, at this moment. */
export interface Credentials {
  readonly origin: string;
  /** The path before `/api` and `/apis`, for an API server behind a shared address; mostly empty. */
  readonly prefix: string;
  readonly headers: Headers;
  readonly tls: TlsOptions;
  readonly proxy: string | undefined;
}

export type TlsOptions = Readonly<
  Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'passphrase' | 'servername' | 'rejectUnauthorized'>
>;

/**
 * Leaves to the client what is hard: to make TLS options and headers out of certificates, credential plugins and
 * identity providers.
 *
 * @throws Error when a file that the kubeconfig names cannot be read.
 */
export async function readCredentials(context: ChosenContext, client: KubeConfig): Promise<Credentials> {
  const url = new URL(context.server);
  // As kubectl: nobody's token goes over a connection that everybody can read.
  const { headers, ...tls } = url.protocol === 'https:' ? await readSecrets(context.user, client) : {};
  return {
    origin: url.origin,
    prefix: url.pathname.replace(/\/$/, ''),
    headers: { ...headers, ...impersonate(context.user) },
    tls,
    proxy: readText(context.cluster, 'proxy-url', 'cluster'),
  };
}

async function readSecrets(user: Fields, client: KubeConfig): Promise<TlsOptions & { headers: Headers }> {
  const options: RequestOptions = {};
  await client.applyToHTTPSOptions(options).catch((error: Error) => {
    const { command } = (client.getCurrentUser()?.exec ?? {}) as { command?: unknown };
    if (command === undefined) throw describeFile(error);
    throw new Error(`the credential plugin ${shortLine(String(command))} failed: ${error.message.trim()}`, {
      cause: error,
    });
  });
  const { auth, ca, cert, key, passphrase, servername, rejectUnauthorized } = options;
  const token = await readToken(user);
  const authorization = token ?? (auth == null ? undefined : basic(auth));
  const headers = {
    ...(options.headers as Headers | undefined),
    ...(authorization !== undefined && { Authorization: authorization }),
  };
  return { headers, ...withoutUndefined({ ca, cert, key, passphrase, servername, rejectUnauthorized }) };
}

/** Its file changes while a pod or a login lives, and goes before a `token`, which is used while it cannot be read. */
async function readToken(user: Fields): Promise<string | undefined> {
  const file = readText(user, 'tokenFile', 'user');
  if (file === undefined) return undefined;
  const token = await readFile(file, 'utf8').catch((error: Error) => {
    if (readText(user, 'token', 'user') !== undefined) return undefined;
    throw describeFile(error);
  });
  if (token?.trim() === '') throw new Error(`expected a token in ${file}, got an empty file`);
  return token === undefined ? undefined : `Bearer ${token.trim()}`;
}

/** The library's own words name a system call. */
function describeFile(error: NodeJS.ErrnoException): Error {
  if (error.path === undefined) return error;
  const reason = READING[error.code ?? ''] ?? error.message;
  return new Error(`the kubeconfig names ${quoteText(error.path)}, ${reason}`, { cause: error });
}

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'which does not exist: log in again, or correct the path',
  EACCES: 'which you may not read',
  EISDIR: 'which is a folder and no file',
};

function basic(auth: string): string {
  return `Basic ${Buffer.from(auth).toString('base64')}`;
}

/** To TLS, an option that is undefined is not the same as one that is absent. */
function withoutUndefined(options: { [K in keyof TlsOptions]: TlsOptions[K] | undefined }): TlsOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as TlsOptions;
}
