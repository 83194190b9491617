import { boundMessage } from '../bounds/bound-message.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import { listNames } from '../bounds/list-names.ts';
import { findChanges } from './find-changes.ts';
import { findMountFailure } from './find-failure.ts';
import { isReplaced } from './is-leaving.ts';
import { describeObject, listAbsent } from './list-absent.ts';
import { describeMount, listMounts, type PodMount } from './list-mounts.ts';
import type { LiveEvent, LivePod } from './live-objects.ts';
import { Match, matchPod } from './match-pod.ts';
import { isStripped } from './own-annotation.ts';
import type { MountReport, PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import { findRemedy } from './rolling-update.ts';

/** A pod that is there, what it has, and what it would get if it were created now. */
export interface LiveFacts extends PodFacts {
  readonly live: LivePod;
  readonly configuration: Match;
  readonly mounts: readonly MountReport[];
  readonly gets: readonly MountReport[];
}

/** What needs attention about a pod that is there, each a sentence about the pod. */
export function explainLive(facts: LiveFacts, events: Reading<readonly LiveEvent[]>): string[] {
  if (!facts.origin.known) return [...explainAnnotation(facts), ...explainObjects(facts, events)];
  if (isReplaced(facts.live)) return explainNext(facts);
  return [...explainAnnotation(facts), ...explainMatch(facts), ...explainObjects(facts, events)];
}

/** What will happen to the one that comes in the place of one that goes. */
function explainNext(facts: LiveFacts): string[] {
  const { decision } = facts.anew;
  if (decision.outcome === 'deny') return [`${DENIED}: ${decision.reason}: ${decision.message}`];
  return listAbsent(facts.gets).map(object => `${WAITS} ${object}, which does not exist`);
}

const DENIED = 'would be denied if it were created again';
const WAITS = 're-created, it would wait for';

/** A text that promises something else than the pod has: it was written into a pod that ran. */
function explainAnnotation({ says, live, mounts, gets, configuration }: LiveFacts): string[] {
  if (says === undefined || matchPod(live, says) === Match.current) return [];
  const { decision, pod } = says;
  const asks =
    decision.outcome === 'deny'
      ? `is denied for ${decision.reason}`
      : `asks for ${describeMounts(listMounts(pod))}`;
  const has = `has ${describeMounts(mounts)}, while its annotation, changed since it was created, ${asks}`;
  if (configuration === Match.unknown) return [`${has}; what a new pod gets cannot be told`];
  return [configuration === Match.current ? `${has}; re-created, it gets ${describeMounts(gets)}` : has];
}

function explainMatch(facts: LiveFacts): string[] {
  const { configuration, called, anew, mounts } = facts;
  if (configuration === Match.current) return [];
  if (called === false) return ['has no configuration of now: the webhook is not called for it'];
  const isBare = configuration === Match.unconfigured;
  if (anew.decision.outcome === 'deny') {
    const now = isBare ? 'was created without its configuration, and' : `has ${describeMounts(mounts)}, but`;
    return [`${now} ${DENIED}: ${anew.decision.reason}: ${anew.decision.message}`];
  }
  if (isStripped(facts.origin.set, facts.live)) return [STRIPPED];
  const state = isBare ? 'was created without its configuration' : 'is outdated';
  return [`${state}: re-created, it gets ${describeChanges(facts)}; ${describeRemedy(facts)}`];
}

const STRIPPED =
  "was created without its configuration, for another webhook took the template's annotation off: a new pod may be the same";

function describeChanges({ live, anew, gets }: LiveFacts): string {
  const changes = findChanges(live, anew.pod);
  return changes.length === 0 ? describeMounts(gets) : listNames(changes);
}

/** Whether a new pod would have what it should, and only a person brings it about. */
export function mustBeDeleted(facts: LiveFacts): boolean {
  const { configuration, called, anew, gets, origin, live } = facts;
  const isOther = configuration === Match.outdated || configuration === Match.unconfigured;
  if (!isOther || called === false || anew.decision.outcome === 'deny') return false;
  if (isStripped(origin.set, live)) return false;
  return listAbsent(gets).length === 0 && findRemedy(facts).deletion;
}

/** A pod that is deleted before what it needs is there would wait instead of run. */
function describeRemedy(facts: LiveFacts): string {
  const [absent] = listAbsent(facts.gets);
  const { text, deletion } = findRemedy(facts);
  return absent === undefined || !deletion ? text : `create ${absent} first, then ${text}`;
}

function describeMounts(mounts: readonly PodMount[]): string {
  return mounts.length === 0 ? 'nothing' : listNames(mounts.map(describeMount));
}

function explainObjects(facts: LiveFacts, events: Reading<readonly LiveEvent[]>): string[] {
  const { live, mounts, gets } = facts;
  const absent = listAbsent(mounts);
  const started = live.status?.phase !== 'Pending';
  const future = listAbsent(gets).filter(object => !absent.includes(object));
  return [
    ...absent.map(object =>
      started
        ? `runs on without ${object}, which does not exist any more: it could not start again`
        : `waits for ${object}, which does not exist: ${explainWait(facts, object)}`,
    ),
    ...(started || absent.length > 0 ? [] : explainWaiting(facts, events)),
    ...(facts.origin.known ? future : []).map(object => `${WAITS} ${object}, which does not exist`),
  ];
}

/** Of an object that a former annotation asked for, perhaps by a wrong name. */
function explainWait({ anew, called, configuration, gets }: LiveFacts, object: string): string {
  const isNeeded = gets.some(mount => describeObject(mount) === object);
  if (configuration !== Match.outdated || called === false || anew.decision.outcome !== 'mount' || isNeeded) {
    return 'create it, and the pod starts';
  }
  return 'a new pod does not need it';
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
