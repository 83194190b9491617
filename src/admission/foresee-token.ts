import { cleanAbsolute } from '../annotation/clean-path.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { Conflict } from './conflict.ts';
import { mountInTheWay, TOKEN_PATH, TOKEN_VOLUME } from './describe-conflict.ts';
import type { Container, Pod } from './pod.ts';

type Volumes = Pick<PodConfiguration, 'volumes'>;

/**
 * A configured pod as if the ServiceAccount admission plugin had been there before, as it is before every webhook: with the
 * token in each container that mounts nothing of its own at that very text.
 */
export function foreseeToken({ spec }: Pick<Pod, 'spec'>, { volumes }: Volumes): Pick<Pod, 'spec'> {
  const added = new Set(
    volumes.flatMap(({ mount }) => (mount?.mountPath === TOKEN_PATH ? [mount.name] : [])),
  );
  const mountToken = (container: Container): Container => {
    const mounts = container.volumeMounts ?? [];
    const isThere = mounts.some(({ name, mountPath }) => mountPath === TOKEN_PATH && !added.has(name));
    return isThere ? container : { ...container, volumeMounts: [...mounts, MOUNT] };
  };
  return {
    spec: {
      ...spec,
      volumes: [...(spec.volumes ?? []), VOLUME],
      initContainers: (spec.initContainers ?? []).map(mountToken),
      containers: spec.containers.map(mountToken),
    },
  };
}

/** What the annotation mounts at the place of a foreseen token. */
export function findAtToken({ spec }: Pick<Pod, 'spec'>, { volumes }: Volumes): Conflict[] {
  const ours = new Set(volumes.map(({ volume }) => volume.name));
  return [...(spec.initContainers ?? []), ...spec.containers].flatMap(({ name: container, volumeMounts }) => {
    if (!volumeMounts?.includes(MOUNT)) return [];
    return volumeMounts
      .filter(({ name, mountPath }) => ours.has(name) && cleanAbsolute(mountPath) === TOKEN_PATH)
      .map(({ mountPath }) => mountInTheWay(container, mountPath, TOKEN_VOLUME));
  });
}

/** Whether the pod says that it has a token; undefined where its ServiceAccount decides, which has one by default. */
export function hasToken({ spec: { automountServiceAccountToken } }: Pick<Pod, 'spec'>): boolean | undefined {
  return typeof automountServiceAccountToken === 'boolean' ? automountServiceAccountToken : undefined;
}

/** The real name has a random end. */
const MOUNT = { name: TOKEN_VOLUME, mountPath: TOKEN_PATH, readOnly: true };

const VOLUME = {
  name: TOKEN_VOLUME,
  projected: {
    sources: [
      { serviceAccountToken: { path: 'token' } },
      { downwardAPI: { items: [{ path: 'namespace' }] } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    ],
  },
};
