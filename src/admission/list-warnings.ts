import type { Annotation, VolumeRequest } from '../annotation/annotation.ts';
import type { Note } from '../annotation/note.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { findObstacles, type Obstacle } from './find-obstacles.ts';
import type { Container } from './pod.ts';
import { SCALED_VARIABLES } from './scaled-variables.ts';
import type { StatefulSetObject } from './statefulset.ts';
import { TriedPods } from './tried-pods.ts';
import { warnOfContainers } from './warn-of-containers.ts';
import { warnOfDomain } from './warn-of-domain.ts';
import { warnOfForeign } from './warn-of-foreign.ts';
import { warnOfInPlace } from './warn-of-in-place.ts';
import { warnOfLeftOut } from './warn-of-left-out.ts';
import { warnOfPartition } from './warn-of-partition.ts';
import { warnOfUnmounted } from './warn-of-unmounted.ts';
import { warnOfVariables } from './warn-of-variables.ts';

/** Something that is legal but unwise. */
export interface Warning {
  /** A word that stays the same. */
  readonly code:
    | Obstacle['code']
    | Note['code']
    | 'sub-path'
    | 'read-only'
    | 'copying-init-container'
    | 'scaling'
    | 'partition'
    | 'in-place'
    | 'no-expression'
    | 'cluster-domain'
    | 'unknown-container'
    | 'not-mounted'
    | 'no-effect'
    | 'not-all-checked'
    | 'colliding-files'
    | 'nested-mount'
    | 'token-path'
    | 'unreadable'
    | 'root-folder'
    | 'windows-path'
    | 'unused-variable'
    | 'always-left-out';
  /** A sentence. */
  readonly message: string;
  /** Where in the annotation's text, in UTF-16 units. */
  readonly at?: number;
  /** Where in the StatefulSet, when not in the annotation. */
  readonly path?: readonly (string | number)[];
  /** Whether what it warns of happens in any case; lint takes that for an error. */
  readonly certain?: boolean;
}

/**
 * What breaks comes first, then what is unwise: not all may fit into an answer.
 *
 * @param checked how many of the set's pods were tried out.
 * @param tried those of them that get a configuration.
 */
export function listWarnings(
  set: StatefulSetObject,
  annotation: Annotation,
  checked: number,
  tried = new TriedPods(),
  clusterDomain?: string,
): Warning[] {
  return [
    ...findObstacles(set),
    ...warnOfContainers(set, annotation, tried),
    ...warnOfUnmounted(set, annotation, tried),
    ...warnOfInPlace(set),
    ...warnOfPartition(set),
    ...warnOfScaling(annotation),
    ...warnOfUnchecked(set, checked),
    ...annotation.volumes.flatMap(({ where, subPath }) => warnOfSubPath(where, subPath)),
    ...annotation.volumes.flatMap(({ writable }) => warnOfWritable(writable)),
    ...annotation.notes,
    ...warnOfForeign(annotation),
    ...warnOfVariables(annotation),
    ...warnOfLeftOut(set, annotation, tried),
    ...warnOfDomain(annotation, clusterDomain),
    ...findCopies(set),
  ];
}

function warnOfSubPath(where: string, subPath: VolumeRequest['subPath']): Warning[] {
  if (subPath === undefined) return [];
  const message = `${where}: Kubernetes never updates a subPath mount; mount the folder to see changes`;
  return [{ code: 'sub-path', message, at: subPath.place.offsetAt(0) }];
}

function warnOfWritable(place: VolumeRequest['writable']): Warning[] {
  if (place === undefined) return [];
  const message = `${place.where}: has no effect; Kubernetes always mounts ConfigMaps, Secrets and files read-only`;
  return [{ code: 'read-only', message, at: place.offsetAt(0) }];
}

function warnOfUnchecked({ spec: { replicas = 1 } }: StatefulSetObject, checked: number): Warning[] {
  if (replicas <= checked) return [];
  return [{ code: 'not-all-checked', message: `only ${checked} of ${replicas} pods were checked` }];
}

/**
 * Init containers that run a copying command and mount an emptyDir that another container mounts, too: the
 * workaround that the annotation replaces.
 */
function findCopies({ spec: { template } }: StatefulSetObject): Warning[] {
  const { initContainers, containers, volumes } = template.spec;
  const mounted = new Set(
    containers.flatMap(({ volumeMounts }) => (volumeMounts ?? []).map(({ name }) => name)),
  );
  const emptyDirs = (volumes ?? []).filter(volume => 'emptyDir' in volume).map(({ name }) => name);
  const shared = new Set(emptyDirs).intersection(mounted);
  return (initContainers ?? []).flatMap((container, index) => {
    if (!copies(container) || !container.volumeMounts?.some(({ name }) => shared.has(name))) return [];
    const message = `init container ${quoteText(container.name)} seems to copy configuration still; with the annotation it is not needed`;
    return [{ code: 'copying-init-container', message, path: [...INIT_CONTAINERS, index] }];
  });
}

const INIT_CONTAINERS = ['spec', 'template', 'spec', 'initContainers'] as const;

function copies({ command, args }: Container): boolean {
  return /\b(cp|rsync|install)\s|>\s*\S/.test([...(command ?? []), ...(args ?? [])].join(' '));
}

/** Wherever the annotation stands: scaling is no change of the template, and restarts no pod. */
function warnOfScaling({ uses }: Annotation): Warning[] {
  const used = SCALED_VARIABLES.filter(name => uses.has(name));
  if (used.length === 0) return [];
  const message = `the annotation uses ${used.join(' and ')}: scaling later does not change pods that run; restart them to have it anew`;
  return [{ code: 'scaling', message }];
}
