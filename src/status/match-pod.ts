import { isDeepStrictEqual } from 'node:util';
import { ConflictError } from '../admission/conflict-error.ts';
import { listAwaited } from '../admission/list-awaited.ts';
import { mountConfiguration } from '../admission/mount-configuration.ts';
import type { Container, Pod } from '../admission/pod.ts';
import { type PodStatus, readStatus } from '../admission/read-status.ts';
import { STATUS_ANNOTATION } from '../admission/status.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import { TooLargeError } from '../bounds/too-large-error.ts';
import { confirmStatus, readNewStatus } from './confirm-status.ts';
import type { NewPod } from './create-anew.ts';
import { listContainers } from './list-containers.ts';
import { comparePatched } from './patched/compare-patched.ts';

/** How what a pod has compares to what it would get if it were created now. */
export const Match = {
  /** It has just that. */
  current: 'current',
  /** It has what an earlier annotation, template or number of replicas gave it. */
  outdated: 'outdated',
  /** It was created without: before the annotation, or where the webhook was not called. */
  unconfigured: 'unconfigured',
  /** The revision that it would be created from may not be read. */
  unknown: 'unknown',
} as const;

export type Match = (typeof Match)[keyof typeof Match];

/**
 * Compares a pod with itself created anew.
 *
 * | the new one is created | mounting its configuration into the live one | what both say that they have | |
 * | --- | --- | --- | --- |
 * | without one, as the one that is there | | | current |
 * | without one, with a status of the template's | | differs | outdated |
 * | without one, with a status of the template's | | is the same | current |
 * | no | | | outdated |
 * | yes | is impossible, or changes more than the status | | outdated |
 * | yes, by other patches, which give other fields | | | outdated |
 * | yes | changes nothing, or only the annotation's hash | differs | outdated |
 * | yes | changes nothing, or only the annotation's hash | is the same | current |
 */
export function matchPod(live: Pod, anew: NewPod): Match {
  const had = confirmStatus(live) ?? readAwaiting(live, anew);
  if (had === undefined) return anew.decision.outcome === 'allow' ? Match.current : Match.unconfigured;
  const gets = readNewStatus(anew);
  if (gets === undefined || lacks(live, anew)) return Match.outdated;
  if (comparePatched(live, anew).changes.length > 0) return Match.outdated;
  return isSame(describe(live, had), describe(anew.pod, gets)) ? Match.current : Match.outdated;
}

/** All of it may wait for containers that another webhook is to add: a new pod has nothing to show then, either. */
function readAwaiting(live: Pod, { decision, pod }: NewPod): PodStatus | undefined {
  return decision.outcome === 'mount' && confirmStatus(pod) === undefined ? readStatus(live) : undefined;
}

/** Whether the webhook, called for the live pod again, would have anything to add. */
function lacks(live: Pod, { decision, pod }: NewPod): boolean {
  if (decision.outcome !== 'mount') return decision.outcome === 'deny';
  try {
    const expected = [
      ...listContainers(pod),
      ...listAwaited(decision, pod).map(({ container }) => ({ name: container })),
    ];
    // Patches are compared by what they were: to apply them again would undo what others have changed since.
    const configuration = { ...decision.configuration, patches: [] };
    const operations = mountConfiguration(withoutOthers(live, expected), configuration);
    return operations.some(({ path }) => path !== STATUS_POINTER);
  } catch (error) {
    if (IMPOSSIBLE.some(kind => error instanceof kind)) return true;
    throw error;
  }
}

/**
 * A copy without containers that nobody expects. Others add them, before the webhook is called or after, and what
 * they have of it says nothing about the template's.
 */
function withoutOthers(live: Pod, expected: readonly Pick<Container, 'name'>[]): Pod {
  const { metadata, spec } = structuredClone(live);
  const names = new Set(expected.map(({ name }) => name));
  const keep = (containers: readonly Container[]) => containers.filter(({ name }) => names.has(name));
  const { initContainers, containers } = spec;
  return {
    metadata,
    spec: {
      ...spec,
      ...(initContainers == null ? {} : { initContainers: keep(initContainers) }),
      containers: keep(containers),
    },
  };
}

const IMPOSSIBLE = [ConflictError, AnnotationError, TooLargeError];

/** The annotation's text may differ (a comment, the long form of the same) where nothing else does. */
const STATUS_POINTER = `/metadata/annotations/${STATUS_ANNOTATION.replace('/', '~1')}`;

/** What a pod has by its annotation, in a form in which two pods can be compared. */
function describe(pod: Pod, status: PodStatus) {
  // Of an element that is left out the pod has nothing, whatever its condition is called. Patched fields are compared by themselves.
  const { annotationHash, leftOut, patched, patchesHash, ...had } = status;
  const received = listContainers(pod).map(
    container => [container.name, listReceived(container, status)] as const,
  );
  return { had, received: new Map(received) };
}

/** The places in a container that something of the annotation is at. */
function listReceived({ volumeMounts, env }: Container, status: PodStatus): string[] {
  const volumes = status.volumes.map(({ name }) => name);
  return [
    ...(volumeMounts ?? []).filter(({ name }) => volumes.includes(name)).map(({ mountPath }) => mountPath),
    ...(env ?? []).filter(({ name }) => status.env?.includes(name)).map(({ name }) => name),
  ].sort();
}

/** Containers that another webhook adds are in the live pod only. */
function isSame(live: ReturnType<typeof describe>, anew: ReturnType<typeof describe>): boolean {
  if (!isDeepStrictEqual(live.had, anew.had)) return false;
  return [...anew.received].every(([container, places]) => {
    const had = live.received.get(container);
    return had === undefined || isDeepStrictEqual(had, places);
  });
}
