import type { V1Container } from '@kubernetes/client-node';
import { type ContainerReference, runInside } from './inside.ts';
import { readPod } from './pods.ts';

/** What a running container has of its configuration, as demo/expected.yaml has it, but for defaults. */
export interface ConfigurationInside {
  readonly files: Readonly<Record<string, string>>;
  /** As stat prints them, of the files themselves and not of the kubelet's links to them. */
  readonly modes: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Reads, from inside a container that has a shell, every file in the ConfigMaps, Secrets and projected volumes
 * that it mounts, and every variable that neither the image nor Kubernetes itself sets.
 */
export async function readConfiguration(
  reference: ContainerReference & { readonly container: string },
): Promise<ConfigurationInside> {
  const paths = await listMountPaths(reference);
  const lines = paths.length === 0 ? '' : await runInside(reference, 'sh', '-c', PRINT_FILES, 'sh', ...paths);
  const files = lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split(' '));
  const variables = (await runInside(reference, 'env')).trimEnd().split('\n');
  return {
    files: Object.fromEntries(
      files.map(([path, , text = '']) => [path, Buffer.from(text, 'base64').toString()]),
    ),
    modes: Object.fromEntries(files.map(([path, mode]) => [path, mode])),
    env: Object.fromEntries(
      variables
        .filter(line => !NOT_OURS.test(line))
        .map(line => [line.replace(/=.*/s, ''), line.replace(/^.*?=/, '')]),
    ),
  };
}

/** A line for each file: path, mode, text in base64. `..data` and its like are how the kubelet swaps all at once. */
const PRINT_FILES =
  'find -L "$@" -type f ! -path "*/..*" | while read -r file; ' +
  'do echo "$file $(stat -L -c %a "$file") $(base64 "$file" | tr -d "\\n")"; done';

/** Variables of the shell, the image and the services in the namespace. */
const NOT_OURS =
  /^(PATH|HOME|HOSTNAME|PWD|SHLVL|TERM|(KUBERNETES|MYSQL_READ|DATABASE_PRIMARY)_(SERVICE|PORT)\w*)=/;

async function listMountPaths({ namespace, pod, container }: ContainerReference): Promise<string[]> {
  const { spec } = await readPod(namespace, pod);
  const volumes = (spec?.volumes ?? []).filter(
    ({ configMap, secret, projected }) => configMap ?? secret ?? projected,
  );
  const { volumeMounts = [] } =
    spec?.containers.find(({ name }) => name === container) ?? ({} as V1Container);
  return volumeMounts
    .filter(({ name }) => volumes.some(volume => volume.name === name))
    .map(({ mountPath }) => mountPath);
}
