import { listNames } from '../bounds/list-names.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { type Fields, type KubeConfigContents, readText } from './parse-kube-config.ts';
import { UnknownContextError } from './unknown-context-error.ts';

/** A context of a kubeconfig, with what it names. */
export interface ChosenContext {
  readonly namespace: string;
  readonly server: string;
  readonly cluster: Fields;
  readonly user: Fields;
}

/**
 * Chooses the context that is named, or the current one. A user that the kubeconfig lacks is nobody, as for kubectl: an
 * API server behind `kubectl proxy` needs none.
 *
 * @throws Error saying what is missing or does not fit together, and where.
 */
export function chooseContext(contents: KubeConfigContents, named: string | undefined): ChosenContext {
  const context = findContext(contents, named);
  const where = `context ${quoteText(named ?? contents.currentContext ?? '')}`;
  const clusterName = readText(context, 'cluster', where) ?? '';
  const userName = readText(context, 'user', where) ?? '';
  const cluster = contents.clusters.get(clusterName);
  if (cluster === undefined)
    throw new Error(
      `expected the ${where} to name a cluster of the kubeconfig, got ${quoteText(clusterName)}`,
    );
  const user = contents.users.get(userName) ?? {};
  checkCluster(cluster, `cluster ${quoteText(clusterName)}`);
  checkUser(user, `user ${quoteText(userName)}`);
  return {
    namespace: readText(context, 'namespace', where) ?? 'default',
    server: readServer(cluster, `cluster ${quoteText(clusterName)}`),
    cluster,
    user,
  };
}

function findContext({ contexts, currentContext }: KubeConfigContents, named: string | undefined): Fields {
  const context = contexts.get(named ?? currentContext ?? '');
  if (context !== undefined) return context;
  const known = listNames([...contexts.keys()]) || 'none';
  if (named !== undefined)
    throw new UnknownContextError(`expected the context to be one of ${known}; got ${named}`);
  throw new Error(
    `expected current-context to be one of ${known}; got ${quoteText(currentContext ?? '')} (--context names another)`,
  );
}

function readServer(cluster: Fields, where: string): string {
  const server = readText(cluster, 'server', where);
  if (server !== undefined && URL.canParse(server) && /^https?:/i.test(server)) return server;
  throw new Error(
    `${where}: expected server to be an address that begins with https://, got ${server ?? ''}`,
  );
}

function checkCluster(cluster: Fields, where: string): void {
  checkTexts(cluster, ['certificate-authority', 'certificate-authority-data'], where);
  checkTexts(cluster, ['tls-server-name', 'proxy-url'], where);
  refuseBoth(cluster, 'certificate-authority', 'certificate-authority-data', where);
  const authority = ['certificate-authority', 'certificate-authority-data'].find(key =>
    isGiven(cluster[key]),
  );
  if (authority !== undefined && cluster['insecure-skip-tls-verify'] === true)
    throw new Error(`${where}: expected ${authority} or insecure-skip-tls-verify, got both`);
}

function checkUser(user: Fields, where: string): void {
  const keys = ['client-certificate', 'client-certificate-data', 'client-key', 'client-key-data'];
  checkTexts(user, [...keys, 'token', 'tokenFile', 'username', 'password', 'as', 'as-uid'], where);
  refuseBoth(user, 'client-certificate', 'client-certificate-data', where);
  refuseBoth(user, 'client-key', 'client-key-data', where);
  refuseBoth(user, 'token', 'username', where);
  const has = (key: string) => isGiven(user[key]) || isGiven(user[`${key}-data`]);
  if (has('client-certificate') && !has('client-key'))
    throw new Error(`${where}: expected client-key or client-key-data beside the certificate, got neither`);
  const withoutUser = ['as-uid', 'as-groups', 'as-user-extra'].find(key => isGiven(user[key]));
  if (withoutUser !== undefined && !isGiven(user['as']))
    throw new Error(
      `${where}: expected "as" beside ${withoutUser}: there is no impersonation without a user`,
    );
}

function checkTexts(fields: Fields, keys: readonly string[], where: string): void {
  for (const key of keys) readText(fields, key, where);
}

function refuseBoth(fields: Fields, one: string, other: string, where: string): void {
  if (isGiven(fields[one]) && isGiven(fields[other]))
    throw new Error(`${where}: expected ${one} or ${other}, got both`);
}

function isGiven(value: unknown): boolean {
  return Object.keys(value ?? {}).length > 0;
}
