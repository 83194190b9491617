import type {
  CaseContainer,
  CaseMount,
  CasePod,
  WrittenAnnotation,
} from '../../fuzz/admissions/admission-case.ts';
import { nameOf } from '../../fuzz/admissions/written.ts';

/** The pod without what the API server refuses in a pod whether it is annotated or not, as far as pods are generated so. */
export function takeablePod(pod: CasePod, annotation: WrittenAnnotation): CasePod {
  // Of a volume of a later Kubernetes only the name is left.
  const own = (pod.spec.volumes ?? []).map(volume =>
    'future' in volume ? { name: volume.name, emptyDir: {} } : volume,
  );
  const added = (annotation.volumes ?? []).map(nameOf);
  const volumes = new Set([...own.map(({ name }) => name), ...added]);
  const claims = new Set(own.filter(volume => 'persistentVolumeClaim' in volume).map(({ name }) => name));
  const { initContainers, containers } = pod.spec;
  const change = (container: CaseContainer) => takeableContainer(container, volumes, claims);
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations: takeableAnnotations(pod) },
    spec: {
      ...pod.spec,
      volumes: own,
      initContainers: (initContainers ?? []).map(change),
      // Only init containers may restart always.
      containers: containers.map(({ restartPolicy, ...container }) => change(container)),
    },
  };
}

/** No key has a tilde. */
function takeableAnnotations({ metadata: { annotations } }: CasePod): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => !key.includes('~')));
}

function takeableContainer(
  container: CaseContainer,
  volumes: ReadonlySet<string>,
  claims: ReadonlySet<string>,
): CaseContainer {
  const mounts = (container.volumeMounts ?? []).filter(({ name }) => volumes.has(name));
  const taken = new Set([...mounts.flatMap(({ name, mountPath }) => [name, mountPath])]);
  const devices = (container.volumeDevices ?? []).filter(
    ({ name, devicePath }) =>
      claims.has(name) && !taken.has(name) && !devicePath.includes('..') && !taken.has(devicePath),
  );
  return { image: 'image', ...container, volumeMounts: distinct(mounts), volumeDevices: devices };
}

/** The API server compares paths as they are written. */
function distinct(mounts: readonly CaseMount[]): CaseMount[] {
  return [...new Map(mounts.map(mount => [mount.mountPath, mount])).values()];
}
