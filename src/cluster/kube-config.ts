import { KubeConfig } from '@kubernetes/client-node';
import type { ApiAccess } from './api-access.ts';
import { readCredentials } from './credentials.ts';
import { UnknownContextError } from './unknown-context-error.ts';

/**
 * The access that a kubeconfig gives: the file that is named, or what the usual rules find.
 *
 * @param context in place of its current one.
 * @throws Error saying what was looked for, when there is none, or which contexts there are.
 */
export function openKubeConfig(path: string | undefined, context: string | undefined): ApiAccess {
  let config = load(path, context);
  checkComplete(config);
  return {
    namespace: config.getContextObject(config.getCurrentContext())?.namespace ?? 'default',
    async readCredentials() {
      // A credential plugin is a program to run: the client that ran it keeps what it said until that expires.
      if (config.getCurrentUser()?.exec === undefined) config = load(path, context);
      return readCredentials(config);
    },
  };
}

function load(path: string | undefined, context: string | undefined): KubeConfig {
  const config = new KubeConfig();
  if (path === undefined) loadUsual(config);
  else config.loadFromFile(path);
  if (context !== undefined) chooseContext(config, context);
  return config;
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
