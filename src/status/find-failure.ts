import { boundMessage } from '../bounds/bound-message.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import { confirmStatus } from './confirm-status.ts';
import { GUARDS } from './guard/guard-facts.ts';
import type { LiveEvent, LivePod, LiveStatefulSet } from './live-objects.ts';

/** Why something did not happen, in the words of whoever tried. */
export interface Failure {
  readonly message: string;
  /** The webhook's own reason, where it was the one to refuse. */
  readonly reason: string | undefined;
  /** Whether a policy denied the pod because the webhook had not configured it. */
  readonly guarded: boolean;
  /** When it was last tried; ISO 8601, empty where that is not known. */
  readonly at: string;
}

export interface CreationFailure extends Failure {
  /** Another one, where no event is about the pod itself: the controller tries one after the other, and tells only some. */
  readonly pod: string;
}

/**
 * Why a pod of a StatefulSet could last not be created, unless it was created since. Events are kept for an hour, as a rule.
 */
export function findCreationFailure(
  set: LiveStatefulSet,
  pod: string,
  events: readonly LiveEvent[],
): CreationFailure | undefined {
  const own = events.filter(({ involvedObject }) => involvedObject.uid === set.metadata.uid);
  const failures = own.flatMap(event => {
    const [, named, owner, message = ''] = CREATION.exec(event.message ?? '') ?? [];
    const isOver = named !== undefined && isCreatedSince(named, event, own);
    const isFailure = event.reason === 'FailedCreate' && owner === set.metadata.name && !isOver;
    return isFailure && named !== undefined ? [{ ...event, message, pod: named }] : [];
  });
  const mine = failures.filter(failure => failure.pod === pod);
  const newest = sortByTime(mine.length > 0 ? mine : failures).at(-1);
  return newest && { ...describeFailure(newest), pod: newest.pod };
}

/**
 * In the words of the StatefulSet controller: `create` up to Kubernetes 1.34 and in OpenKruise, `Create` from 1.35 on.
 * When events are alike, "(combined from similar events): " is in front.
 */
const CREATION = /\b[cC]reate Pod (\S+) in StatefulSet (\S+) failed error: (.*)$/s;
const SUCCESS = /\b[cC]reate Pod (\S+) in StatefulSet \S+ successful$/;

function isCreatedSince(pod: string, failure: LiveEvent, events: readonly LiveEvent[]): boolean {
  return events.some(
    event =>
      event.reason === 'SuccessfulCreate' &&
      SUCCESS.exec(event.message ?? '')?.[1] === pod &&
      timeOf(event) >= timeOf(failure),
  );
}

/** Why a volume that the annotation asks for could last not be mounted. */
export function findMountFailure(pod: LivePod, events: readonly LiveEvent[]): Failure | undefined {
  const names = confirmStatus(pod)?.volumes.map(({ name }) => `for volume "${name}"`) ?? [];
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
  const newest = sortByTime(events).at(-1);
  return newest === undefined ? undefined : describeFailure(newest);
}

function sortByTime<T extends LiveEvent>(events: readonly T[]): T[] {
  return events.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
}

function timeOf({ lastTimestamp, series, eventTime }: LiveEvent): string {
  return series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? '';
}

function describeFailure(event: LiveEvent): Failure {
  const { message = '' } = event;
  const guarded = GUARDED.test(message);
  const [, reason, ours] = guarded ? [] : (DENIAL.exec(message) ?? []);
  return { message: boundMessage(ours ?? message, MAX_MESSAGE_LENGTH), reason, guarded, at: timeOf(event) };
}

/** Of a failed call, the API server quotes the text. */
const DENIAL =
  /per-pod-config: ([a-z]+(?:-[a-z]+)*): (.*?)(?:"\) has prevented the request from succeeding)?$/s;

/** In the words of the API server, whatever the message and reason of the policy are. */
const GUARDED = new RegExp(
  `ValidatingAdmissionPolicy '(?:${Object.values(GUARDS).join('|')})' with binding '[^']*' denied`,
);
