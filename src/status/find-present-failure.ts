import { type CreationFailure, findCreationFailure } from './find-failure.ts';
import type { LiveEvent, LiveStatefulSet } from './live-objects.ts';
import type { PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** Why a pod could last not be created. */
export interface PresentFailure extends CreationFailure {
  /** Why that may be over; undefined where nothing says so. */
  readonly since: string | undefined;
  /** Whether it was for want of the webhook, while replicas were as ready as they are now. */
  readonly unreached: boolean;
}

/** Why a pod that is not there, or another one of its StatefulSet, could last not be created. */
export function findFailureOf(
  facts: PodFacts,
  events: Reading<readonly LiveEvent[]>,
): PresentFailure | undefined {
  const known = events === UNKNOWN ? [] : (events ?? []);
  const failure = findCreationFailure(facts.set, facts.name, known);
  if (failure === undefined) return undefined;
  const unreached = isUnreached(facts, failure);
  return { ...failure, unreached, since: findEnd(facts, failure, unreached) };
}

/** Where a firewall or a network policy is in the way, replicas are ready all the same. */
function isUnreached({ call }: PodFacts, { guarded, message, at }: CreationFailure): boolean {
  if (call?.readySince === undefined || !(guarded || OUTAGE.test(message))) return false;
  return at > call.readySince;
}

function findEnd(
  { set, anew, call }: PodFacts,
  failure: CreationFailure,
  unreached: boolean,
): string | undefined {
  const { reason, message, at, guarded } = failure;
  const isOfOthers = OTHERS.test(message);
  if (reason !== undefined && anew.decision.outcome !== 'deny' && !isOfOthers) {
    return 'That has been put right since';
  }
  if (guarded || OUTAGE.test(message)) {
    if (call?.called === true && call.effect === undefined && !unreached) {
      return 'The webhook can be reached now';
    }
    if (call?.effect === 'skipped') return 'Now it would be created, but without its configuration';
  }
  const changed = findLastChange(set);
  return at !== '' && changed > at ? `The StatefulSet was changed after that, at ${changed}` : undefined;
}

/** In our own words, of a denial: what others add to a pod, such as a container, is not known before they do. */
const OTHERS = /another admission webhook or policy/;

/** In the words of the API server. */
const OUTAGE = /failed calling webhook "[^"]*per-pod-config\.svc"/;

/** When anybody last wrote more than its status; the controller tries again at once. Empty where that is not known. */
function findLastChange({ metadata: { managedFields } }: LiveStatefulSet): string {
  const times = (managedFields ?? [])
    .filter(({ subresource }) => subresource === undefined || subresource === 'scale')
    .map(({ time = '' }) => time);
  return times.toSorted().at(-1) ?? '';
}
