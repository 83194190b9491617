import type { V1Container, V1Pod } from '@kubernetes/client-node';
import type { FindData } from './find-data.ts';
import type { SourceView } from './source-view.ts';
import { viewEnvironment } from './view-environment.ts';
import { type MountView, viewMount } from './view-mount.ts';

/** What a container finds that comes from ConfigMaps, Secrets and the pod itself. */
export interface ContainerView {
  readonly container: string;
  readonly mounts: readonly MountView[];
  readonly environment: readonly SourceView<string>[];
}

/**
 * Works out what each container of a pod would see, as the kubelet does it: from the pod alone, with none of
 * the webhook's code, so that it can judge the webhook.
 *
 * @throws Error when a container mounts a volume that the pod does not have.
 */
export function viewContainers(pod: V1Pod, find: FindData): ContainerView[] {
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  return containers.map(container => viewContainer(container, pod, find));
}

function viewContainer(container: V1Container, pod: V1Pod, find: FindData): ContainerView {
  const environment = viewEnvironment(container, pod, find);
  const variables = new Map(environment.flatMap(({ entries }) => [...entries]));
  return {
    container: container.name,
    mounts: (container.volumeMounts ?? []).flatMap(mount => viewMount(mount, pod, variables, find)),
    environment,
  };
}
