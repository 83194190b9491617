import type { Container, Pod } from '../admission/pod.ts';
import {
  type ContentStatus,
  type PodStatus,
  readStatus,
  type VolumeStatus,
} from '../admission/read-status.ts';
import { systemOf } from '../admission/system-of.ts';
import { cleanMountPath } from '../annotation/clean-path.ts';
import type { NewPod } from './create-anew.ts';
import { listContainers } from './list-containers.ts';
import { listContents } from './list-contents.ts';

/**
 * What the status annotation of a pod says, as far as the pod has it: whoever writes the template, or may change the pod, can
 * write anything there. Undefined if it says nothing, or if nothing of it is so.
 */
export function confirmStatus(pod: Pod): PodStatus | undefined {
  const status = readStatus(pod);
  if (status === undefined) return undefined;
  const { volumes, env = [], envFrom = [], ...rest } = status;
  const containers = listContainers(pod);
  const had = {
    volumes: volumes.flatMap(volume => confirmVolume(pod, containers, volume)),
    env: env.filter(name => containers.some(one => hasVariable(one, name))),
    envFrom: envFrom.filter(content => containers.some(one => hasSource(one, content))),
  };
  const claimed = volumes.length + env.length + envFrom.length;
  if (claimed > 0 && had.volumes.length + had.env.length + had.envFrom.length === 0) return undefined;
  const { env: variables, envFrom: sources } = had;
  return {
    ...rest,
    volumes: had.volumes,
    ...(variables.length === 0 ? {} : { env: variables }),
    ...(sources.length === 0 ? {} : { envFrom: sources }),
  };
}

/** The same of a pod that is created now: what the webhook has just written is so, and what the template has may not be. */
export function readNewStatus({ pod, decision }: NewPod): PodStatus | undefined {
  return decision.outcome === 'mount' ? readStatus(pod) : confirmStatus(pod);
}

/** By the volume that has the name. */
function confirmVolume(pod: Pod, containers: readonly Container[], claimed: VolumeStatus): VolumeStatus[] {
  const { name } = claimed;
  const volume = pod.spec.volumes?.find(one => one.name === name);
  const [content, ...more] = volume === undefined ? [] : listContents(volume);
  if (content === undefined) return [];
  const mountPath = confirmPath(pod, containers, claimed);
  const shown = more.length === 0 ? content : { sources: [content, ...more] };
  return [{ name, ...(mountPath === undefined ? {} : { mountPath }), ...shown }];
}

/** A volume that is mounted nowhere may wait for a container that another webhook is to add. */
function confirmPath(
  { spec }: Pod,
  containers: readonly Container[],
  { name, mountPath }: VolumeStatus,
): string | undefined {
  if (mountPath === undefined) return undefined;
  const clean = (path: string) => cleanMountPath(path, systemOf(spec));
  const mounts = containers
    .flatMap(({ volumeMounts }) => volumeMounts ?? [])
    .filter(one => one.name === name);
  const isThere = mounts.length === 0 || mounts.some(one => clean(one.mountPath) === clean(mountPath));
  return isThere ? mountPath : undefined;
}

function hasVariable({ env }: Container, name: string): boolean {
  return env?.some(variable => variable.name === name) ?? false;
}

function hasSource({ envFrom }: Container, { configMap, secret }: ContentStatus): boolean {
  return (envFrom ?? []).some(source => {
    const { configMapRef, secretRef }: References = source;
    const [claimed, name] =
      configMap === undefined ? [secret, secretRef?.name] : [configMap, configMapRef?.name];
    return claimed !== undefined && claimed === name;
  });
}

interface References {
  readonly configMapRef?: { readonly name?: string };
  readonly secretRef?: { readonly name?: string };
}
