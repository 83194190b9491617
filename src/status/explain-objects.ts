import { boundMessage } from '../bounds/bound-message.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import { findMountFailure } from './find-failure.ts';
import { describeObject, listAbsent } from './list-absent.ts';
import type { LiveEvent } from './live-objects.ts';
import { Match } from './match-pod.ts';
import type { LiveFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** Which objects it waits for, runs on without, or would wait for if it were created again; each a sentence about the pod. */
export function explainObjects(facts: LiveFacts, events: Reading<readonly LiveEvent[]>): string[] {
  const { live, mounts, gets } = facts;
  const absent = listAbsent(mounts);
  const started = live.status?.phase !== 'Pending';
  const future = listAbsent(gets).filter(object => !absent.includes(object));
  return [
    ...absent.map(object => explainAbsence(facts, object)),
    ...(started || absent.length > 0 ? [] : explainWaiting(facts, events)),
    ...(facts.origin.known ? future : []).map(explainFuture),
  ];
}

export function explainFuture(object: string): string {
  return `would wait for ${object}, which does not exist, if it were created again`;
}

function explainAbsence(facts: LiveFacts, object: string): string {
  const isUnneeded = !isNeeded(facts, object);
  if (facts.live.status?.phase !== 'Pending') {
    const next = isUnneeded ? UNNEEDED : 'it could not start again';
    return `runs on without ${object}, which does not exist any more: ${next}`;
  }
  const advice = isUnneeded ? UNNEEDED : 'create it, and the pod starts within about 2 minutes';
  return `waits for ${object}, which does not exist: ${advice}`;
}

const UNNEEDED = 'a new pod does not need it';

/** Only a former annotation may have asked for it, perhaps by a wrong name. */
function isNeeded({ anew, called, configuration, gets }: LiveFacts, object: string): boolean {
  const isOther = configuration === Match.outdated && called !== false && anew.decision.outcome === 'mount';
  return !isOther || gets.some(mount => describeObject(mount) === object);
}

/** In the kubelet's words: a key that is missing, or an object that we have no right to look for. */
function explainWaiting({ live }: LiveFacts, events: Reading<readonly LiveEvent[]>): string[] {
  const failure = findMountFailure(live, events === UNKNOWN ? [] : (events ?? []));
  const waiting = (live.status?.containerStatuses ?? [])
    .map(({ state }) => state?.waiting)
    .find(state => state?.reason === 'CreateContainerConfigError');
  return [failure?.message, waiting?.message]
    .filter(message => message !== undefined)
    .map(message => `waits: ${boundMessage(message, MAX_MESSAGE_LENGTH)}`);
}
