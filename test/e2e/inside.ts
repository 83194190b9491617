import type { V1ConfigMap } from '@kubernetes/client-node';
import { kubectl, read } from './kubectl.ts';

/** A running container; the first one of its pod, where none is named. */
export interface ContainerReference {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
}

/** The contents of files, as base64 so that every byte counts, by their names. */
export type Files = Readonly<Record<string, string>>;

/** Runs a command in a container; rejects unless it exits with 0. */
export async function runInside(
  { namespace, pod, container }: ContainerReference,
  ...command: string[]
): Promise<string> {
  const choice = container === undefined ? [] : ['-c', container];
  return kubectl(['exec', '-n', namespace, pod, ...choice, '--', ...command]);
}

/** Reads every file of a folder from inside a container that has a shell. */
export async function readFolder(container: ContainerReference, folder: string): Promise<Files> {
  const printed = await runInside(container, 'sh', '-c', PRINT_FILES, folder);
  const lines = printed.split('\n').filter(line => line !== '');
  return Object.fromEntries(lines.map(line => line.split(' ')));
}

/** `..data` and its like are how the kubelet swaps the whole folder at once. */
const PRINT_FILES =
  'cd "$0" && for f in $(ls -A); do case $f in ..*) ;; *) echo "$f $(base64 "$f" | tr -d "\\n")";; esac; done';

/** What a folder must hold that shows a ConfigMap. */
export async function filesOf(namespace: string, configMap: string): Promise<Files> {
  const { data = {}, binaryData = {} } = await read<V1ConfigMap>(namespace, 'configmap', configMap);
  const texts = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return Object.fromEntries([...texts, ...Object.entries(binaryData)]);
}
