import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type KubeConfigContents, type NamedFields, parseKubeConfig } from './parse-kube-config.ts';

/**
 * Reads the kubeconfig file that is named, or those that kubectl would: the files of $KUBECONFIG, of which some may be
 * missing or empty, or else ~/.kube/config. The first file that has an entry of a name wins, and the first that
 * sets a current context.
 *
 * @throws Error when a file cannot be read or is no kubeconfig, or the one that is named is missing.
 */
export async function readKubeConfigFiles(
  path: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<KubeConfigContents> {
  const files = path === undefined ? listUsualFiles(env) : [path];
  const isAbsent = ({ code }: NodeJS.ErrnoException) => path === undefined && isAbsentIn(env, code);
  const found = await Promise.all(files.map(file => readOne(file, isAbsent)));
  return {
    currentContext: found.map(({ currentContext }) => currentContext).find(isGiven),
    contexts: mergeFirst(found.map(({ contexts }) => contexts)),
    clusters: mergeFirst(found.map(({ clusters }) => clusters)),
    users: mergeFirst(found.map(({ users }) => users)),
  };
}

/** Then a program in a pod uses its ServiceAccount, as kubectl does. */
export function isEmpty({ currentContext, contexts, clusters, users }: KubeConfigContents): boolean {
  return currentContext === undefined && contexts.size + clusters.size + users.size === 0;
}

function listUsualFiles(env: NodeJS.ProcessEnv): readonly string[] {
  const listed = env['KUBECONFIG'] ?? '';
  if (listed !== '') return [...new Set(listed.split(delimiter))].filter(isGiven);
  return [join(env['HOME'] ?? homedir(), '.kube', 'config')];
}

async function readOne(file: string, isAbsent: (error: NodeJS.ErrnoException) => boolean) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (isAbsent(error)) return '';
    throw new Error(`expected a kubeconfig file, got ${file}, which ${describe(error)}`, { cause: error });
  });
  return parseKubeConfig(text, file);
}

/** A pod may have a home that is not its own: that must not keep it from its ServiceAccount. */
function isAbsentIn({ KUBECONFIG, KUBERNETES_SERVICE_HOST }: NodeJS.ProcessEnv, code = ''): boolean {
  if (code === 'ENOENT' || code === 'ENOTDIR') return true;
  return code === 'EACCES' && !isGiven(KUBECONFIG) && isGiven(KUBERNETES_SERVICE_HOST);
}

function describe({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EISDIR') return 'is a directory';
  if (code === 'EACCES') return 'you have no permission to read';
  return `cannot be read: ${message}`;
}

function mergeFirst(maps: readonly NamedFields[]): NamedFields {
  return new Map(maps.toReversed().flatMap(map => [...map]));
}

function isGiven(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
