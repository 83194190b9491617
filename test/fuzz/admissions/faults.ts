import { isDeepStrictEqual } from 'node:util';
import type {
  CaseContainer,
  CasePod,
  CaseVolume,
  WrittenAnnotation,
  WrittenVolume,
} from './admission-case.ts';
import { meaningOfMount, meaningOfVariable, meaningOfVolume, placeOf } from './meaning.ts';
import type { Receivers, Wanted, WantedVolume } from './render-annotation.ts';

/** Of docs/bounds.md. */
const MAX_PLACEMENTS = 4_096;

/** The reason of each thing for which the pod cannot have what is wanted. */
export function listFaults(annotation: WrittenAnnotation, wanted: Wanted, pod: CasePod): string[] {
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  const elements = [
    ...wanted.volumes.filter(({ mount }) => mount !== undefined),
    ...wanted.env,
    ...wanted.envFrom,
  ];
  const receivers = elements.map(element => containers.filter(container => isFor(element, container)));
  const placements = receivers.reduce((sum, { length }) => sum + length, 0);
  const isInvalid =
    (annotation.volumes ?? []).some(isUnplaced) ||
    hasRepetition(wanted) ||
    receivers.some(({ length }) => length === 0) ||
    wanted.volumes.some(volume => volume.mount === undefined && findNamesake(volume, pod) === undefined);
  const isInTheWay =
    wanted.volumes.some(volume => isVolumeTaken(volume, pod)) ||
    containers.some(container => isPathTaken(wanted, container) || isVariableTaken(wanted, container));
  return [
    ...(isInvalid ? ['invalid-annotation'] : []),
    ...(placements > MAX_PLACEMENTS ? ['too-large'] : []),
    ...(isInTheWay ? ['conflict'] : []),
  ];
}

interface ForContainers {
  readonly containers: Receivers;
}

function isFor({ containers }: ForContainers, { name }: CaseContainer): boolean {
  return containers?.includes(name) ?? true;
}

/** A mountPath can be left out only beside a name, and where nothing else says how to mount the volume. */
function isUnplaced({ name, mountPath, subPath, containers, readOnly }: WrittenVolume): boolean {
  return mountPath === undefined && (name === undefined || (subPath ?? containers ?? readOnly) !== undefined);
}

/** A name of volumes, a path in a volume, a path or variable in a container: each only once. */
function hasRepetition({ volumes, env }: Wanted): boolean {
  return (
    haveTwice(volumes, one => one.volume.name) ||
    volumes.some(({ paths }) => haveTwice(paths, placeOf)) ||
    haveTwiceInContainer(
      volumes.filter(({ mount }) => mount !== undefined),
      ({ mount }) => placeOf(mount?.mountPath ?? ''),
    ) ||
    haveTwiceInContainer(env, ({ variable }) => variable.name)
  );
}

function haveTwice<T>(items: readonly T[], keyOf: (item: T) => string): boolean {
  return new Set(items.map(keyOf)).size < items.length;
}

function haveTwiceInContainer<T extends ForContainers>(
  items: readonly T[],
  keyOf: (item: T) => string,
): boolean {
  return items.some((one, index) =>
    items
      .slice(index + 1)
      .some(other => keyOf(one) === keyOf(other) && meet(one.containers, other.containers)),
  );
}

function meet(some: Receivers, others: Receivers): boolean {
  return some === undefined || others === undefined || some.some(name => others.includes(name));
}

function findNamesake({ volume }: WantedVolume, { spec }: CasePod): CaseVolume | undefined {
  return spec.volumes?.find(({ name }) => name === volume.name);
}

function isVolumeTaken(wanted: WantedVolume, pod: CasePod): boolean {
  const other = findNamesake(wanted, pod);
  if (other === undefined || isDeepStrictEqual(meaningOfVolume(other), meaningOfVolume(wanted.volume)))
    return false;
  return !wanted.isNamed || !isReplaceable(other, pod);
}

function isReplaceable({ name, ...source }: CaseVolume, { spec }: CasePod): boolean {
  const isWritten = spec.initContainers?.some(({ volumeMounts }) =>
    volumeMounts?.some(mount => mount.name === name && mount.readOnly !== true),
  );
  if ('emptyDir' in source) return isWritten !== true;
  // A token comes from nowhere else.
  if ('projected' in source) return !JSON.stringify(source).includes('"serviceAccountToken":');
  return 'configMap' in source || 'secret' in source || 'downwardAPI' in source;
}

function isPathTaken({ volumes }: Wanted, container: CaseContainer): boolean {
  const { volumeMounts, volumeDevices } = container;
  return volumes.some(volume => {
    const { mount } = volume;
    if (mount === undefined || !isFor(volume, container)) return false;
    const path = placeOf(mount.mountPath);
    return (
      (volumeDevices?.some(({ devicePath }) => placeOf(devicePath) === path) ?? false) ||
      (volumeMounts?.some(
        other =>
          placeOf(other.mountPath) === path &&
          !isDeepStrictEqual(meaningOfMount(other), meaningOfMount(mount)),
      ) ??
        false)
    );
  });
}

function isVariableTaken({ env }: Wanted, container: CaseContainer): boolean {
  return env.some(
    element =>
      isFor(element, container) &&
      container.env?.some(
        other =>
          other.name === element.variable.name &&
          !isDeepStrictEqual(meaningOfVariable(other), meaningOfVariable(element.variable)),
      ),
  );
}
