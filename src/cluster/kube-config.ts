import { KubeConfig } from '@kubernetes/client-node';
import type { ApiAccess } from './api-access.ts';
import { type ChosenContext, chooseContext } from './choose-context.ts';
import { readCredentials } from './credentials.ts';
import { addExecInfo } from './exec-info.ts';
import { type Fields, type KubeConfigContents, readText } from './parse-kube-config.ts';

/**
 * The access that a kubeconfig gives.
 *
 * @param read anew what may have changed.
 * @param contextName in place of its current one.
 * @throws Error saying what is wrong with it, or which contexts there are.
 */
export function openKubeConfig(
  contents: KubeConfigContents,
  read: () => Promise<KubeConfigContents>,
  contextName: string | undefined,
): ApiAccess {
  let context = chooseContext(contents, contextName);
  let client = makeClient(context);
  return {
    namespace: context.namespace,
    async readCredentials() {
      // A credential plugin is a program to run: the client that ran it keeps what it said until that expires.
      if (client.getCurrentUser()?.exec === undefined) {
        context = chooseContext(await read(), contextName);
        client = makeClient(context);
      }
      return readCredentials(context, client);
    },
  };
}

/** The client knows how to authenticate, but not how kubectl reads its files. */
function makeClient(context: ChosenContext): KubeConfig {
  const { cluster, server, user } = context;
  const client = new KubeConfig();
  client.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: server.replace(/\/$/, ''),
      skipTLSVerify: cluster['insecure-skip-tls-verify'] === true,
      ...pickTexts(cluster, CLUSTER_FIELDS),
    },
    {
      name: 'user',
      authProvider: user['auth-provider'] ?? undefined,
      exec: hasOwnCredentials(user) ? undefined : addExecInfo(context),
      ...pickTexts(user, USER_FIELDS),
    },
  );
  return client;
}

/** Beside these, kubectl runs no credential plugin. */
function hasOwnCredentials(user: Fields): boolean {
  const own = pickTexts(user, { ...USER_FIELDS, tokenFile: 'tokenFile' });
  return Object.keys(own).length > 0;
}

function pickTexts<K extends string>(fields: Fields, names: Record<string, K>): { [N in K]?: string } {
  const texts = Object.entries(names).map(([key, name]) => [name, readText(fields, key, key)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined)) as { [N in K]?: string };
}

const CLUSTER_FIELDS = {
  'certificate-authority': 'caFile',
  'certificate-authority-data': 'caData',
  'tls-server-name': 'tlsServerName',
  'proxy-url': 'proxyUrl',
} as const;

const USER_FIELDS = {
  'client-certificate': 'certFile',
  'client-certificate-data': 'certData',
  'client-key': 'keyFile',
  'client-key-data': 'keyData',
  token: 'token',
  username: 'username',
  password: 'password',
} as const;
