import type { V1Container, V1Pod } from '@kubernetes/client-node';
import type { FindData } from './find-data.ts';
import type { SourceView } from './source-view.ts';
import { viewEnvironment } from './view-environment.ts';
import { type FileView, viewVolume } from './view-volume.ts';

/** What a container finds that comes from ConfigMaps, Secrets and the pod itself. */
export interface ContainerView {
  readonly container: string;
  readonly mounts: readonly MountView[];
  readonly environment: readonly SourceView<string>[];
}

export interface MountView {
  readonly path: string;
  readonly sources: readonly SourceView<FileView>[];
}

/**
 * Works out what each container of a pod would see, as the kubelet does it: from the pod alone, with none of
 * the webhook's code, so that it can judge the webhook.
 */
export function viewContainers(pod: V1Pod, find: FindData): ContainerView[] {
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  return containers.map(container => ({
    container: container.name,
    mounts: viewMounts(container, pod, find),
    environment: viewEnvironment(container, find),
  }));
}

function viewMounts({ volumeMounts = [] }: V1Container, pod: V1Pod, find: FindData): MountView[] {
  return volumeMounts.flatMap(({ name, mountPath, subPath, subPathExpr }) => {
    const volume = pod.spec?.volumes?.find(({ name: other }) => other === name);
    if (volume === undefined) throw new Error(`the pod has no volume ${name} to mount at ${mountPath}`);
    const sources = viewVolume(volume, pod, find);
    if (sources.length === 0) return [];
    if (subPath ?? subPathExpr) throw new Error(`${mountPath}: the demo cannot tell what a subPath shows`);
    return [{ path: mountPath, sources }];
  });
}
