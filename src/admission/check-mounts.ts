import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { MAX_PATHS_COMPARED } from '../bounds/bounds.ts';
import type { Conflict } from './conflict.ts';
import { nestedInTheWay } from './describe-nested.ts';
import { findAtToken, foreseeToken, hasToken } from './foresee-token.ts';
import { judgeHidden, judgeNested, type Verdict } from './judge-nested.ts';
import { listNested, type Nested } from './list-nested.ts';
import { measurePaths } from './measure-paths.ts';
import type { Container, Pod } from './pod.ts';
import { PodVolumes } from './pod-volumes.ts';
import { systemOf } from './system-of.ts';
import type { ListKeys } from './volume-files.ts';

/** A mount of the annotation's with which a container does not start, or may not. */
export interface BadMount {
  readonly container: Container;
  readonly nested: Nested;
  readonly verdict: Verdict;
}

/** What keeps containers of a configured pod from starting for certain. */
export function findMountConflicts(pod: Pick<Pod, 'spec'>, configuration: Configured): Conflict[] {
  const seen = hasToken(pod) === true ? foreseeToken(pod, configuration) : pod;
  return findConflictsIn(seen, configuration);
}

/** What would keep them from starting if the pod had a token, where only its ServiceAccount tells. */
export function findTokenConflicts(pod: Pick<Pod, 'spec'>, configuration: Configured): Conflict[] {
  return hasToken(pod) === undefined ? findConflictsIn(foreseeToken(pod, configuration), configuration) : [];
}

function findConflictsIn(pod: Pick<Pod, 'spec'>, configuration: Configured): Conflict[] {
  if (systemOf(pod.spec) !== 'linux') return [];
  const bad = findBadMounts(pod, configuration).filter(({ verdict }) => verdict.certain);
  return [...findAtToken(pod, configuration), ...bad.map(nestedInTheWay)];
}

type Configured = Pick<PodConfiguration, 'volumes'>;

/**
 * Judges what is mounted inside of what in a configured pod.
 *
 * @param listKeys tells the keys of objects, for whoever knows them.
 */
export function findBadMounts(
  pod: Pick<Pod, 'spec'>,
  { volumes }: Configured,
  listKeys: ListKeys = () => undefined,
): BadMount[] {
  const shown = new PodVolumes(pod, listKeys);
  return findNested(pod, new Set(volumes.map(({ volume }) => volume.name))).flatMap(
    ({ container, nested }) => {
      const verdict = judgeNested(nested, shown) ?? judgeHidden(nested, shown);
      return verdict === undefined ? [] : [{ container, nested, verdict }];
    },
  );
}

/** What is inside of what, if one of the two is one of these volumes. What a pod has by itself is not judged, nor is one of Windows. */
export function findNested(
  { spec }: Pick<Pod, 'spec'>,
  ours: ReadonlySet<string>,
): Pick<BadMount, 'container' | 'nested'>[] {
  if (systemOf(spec) !== 'linux') return [];
  const containers = [...(spec.initContainers ?? []), ...spec.containers].filter(({ volumeMounts }) =>
    volumeMounts?.some(({ name }) => ours.has(name)),
  );
  const paths = containers.flatMap(({ volumeMounts }) =>
    (volumeMounts ?? []).map(({ mountPath }) => mountPath),
  );
  if (measurePaths(paths) > MAX_PATHS_COMPARED) return [];
  return containers.flatMap(container =>
    listNested(container)
      .filter(({ inner, outer }) => [inner, outer].some(({ mount }) => mount && ours.has(mount.name)))
      .map(nested => ({ container, nested })),
  );
}
