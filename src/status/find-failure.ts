import { readStatus } from '../admission/read-status.ts';
import { boundMessage } from '../bounds/bound-message.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import type { LiveEvent, LivePod, LiveStatefulSet } from './live-objects.ts';

/** Why something did not happen, in the words of whoever tried. */
export interface Failure {
  readonly message: string;
  /** The webhook's own reason, where it was the one to refuse. */
  readonly reason: string | undefined;
  /** When it was last tried; ISO 8601, empty where that is not known. */
  readonly at: string;
}

/** Why a pod of a StatefulSet could last not be created. Events are kept for an hour, as a rule. */
export function findCreationFailure(
  set: LiveStatefulSet,
  pod: string,
  events: readonly LiveEvent[],
): Failure | undefined {
  const failures = events.filter(
    ({ reason, involvedObject }) => reason === 'FailedCreate' && involvedObject.uid === set.metadata.uid,
  );
  return findNewest(
    failures.flatMap(event => {
      const [, named, owner, message = ''] = CREATION.exec(event.message ?? '') ?? [];
      return named === pod && owner === set.metadata.name ? [{ ...event, message }] : [];
    }),
  );
}

/**
 * In the words of the StatefulSet controller: `create` up to Kubernetes 1.34 and in OpenKruise, `Create` from 1.35 on.
 * When events are alike, "(combined from similar events): " is in front.
 */
const CREATION = /\b[cC]reate Pod (\S+) in StatefulSet (\S+) failed error: (.*)$/s;

/** Why a volume that the annotation asks for could last not be mounted. */
export function findMountFailure(pod: LivePod, events: readonly LiveEvent[]): Failure | undefined {
  const names = readStatus(pod)?.volumes.map(({ name }) => `for volume "${name}"`) ?? [];
  return findNewest(
    events.filter(
      ({ reason, involvedObject, message }) =>
        reason === 'FailedMount' &&
        involvedObject.uid === pod.metadata.uid &&
        names.some(name => message?.includes(name)),
    ),
  );
}

function findNewest(events: readonly LiveEvent[]): Failure | undefined {
  const newest = events.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1)).at(-1);
  return newest === undefined ? undefined : describeFailure(newest);
}

function timeOf({ lastTimestamp, series, eventTime }: LiveEvent): string {
  return series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? '';
}

function describeFailure(event: LiveEvent): Failure {
  const { message = '' } = event;
  const [, reason, ours] = /per-pod-config: ([a-z]+(?:-[a-z]+)*): (.*)$/s.exec(message) ?? [];
  return { message: boundMessage(ours ?? message, MAX_MESSAGE_LENGTH), reason, at: timeOf(event) };
}
