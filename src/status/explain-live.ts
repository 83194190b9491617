import { boundMessage } from '../bounds/bound-message.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import { explainAwaited } from './explain-awaited.ts';
import { findMountFailure } from './find-failure.ts';
import { listAbsent } from './list-absent.ts';
import { listMounts, type PodMount } from './list-mounts.ts';
import type { LiveEvent, LivePod } from './live-objects.ts';
import { Match, matchPod } from './match-pod.ts';
import type { MountReport, PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import { findRemedy, isKept } from './rolling-update.ts';

/** A pod that is there, what it has, and what it would get if it were created now. */
export interface LiveFacts extends PodFacts {
  readonly live: LivePod;
  readonly configuration: Match;
  readonly mounts: readonly MountReport[];
  readonly gets: readonly MountReport[];
}

/** What needs attention about a pod that is there, each a sentence about the pod. */
export function explainLive(facts: LiveFacts, events: Reading<readonly LiveEvent[]>): string[] {
  if (facts.surplus || facts.live.metadata.deletionTimestamp !== undefined) return [];
  return [
    ...explainAnnotation(facts),
    ...explainMatch(facts),
    ...explainAwaited(facts),
    ...explainDenial(facts),
    ...explainObjects(facts, events),
  ];
}

/** A text that promises something else than the pod has: it was written into a pod that ran. */
function explainAnnotation({ says, live, mounts, gets, configuration }: LiveFacts): string[] {
  if (says === undefined || matchPod(live, says) === Match.current) return [];
  const { decision, pod } = says;
  const asks =
    decision.outcome === 'deny'
      ? `is denied for ${decision.reason}`
      : `asks for ${describeMounts(listMounts(pod))}`;
  const next = configuration === Match.current ? `; re-created, it gets ${describeMounts(gets)}` : '';
  return [
    `has ${describeMounts(mounts)}, while its annotation, changed since it was created, ${asks}${next}`,
  ];
}

function explainMatch(facts: LiveFacts): string[] {
  const { configuration, called, gets, anew } = facts;
  if (configuration === Match.current) return [];
  if (called === false) return ['has no configuration of now: the webhook is not called for it'];
  const lost = explainOutage(facts);
  const state =
    configuration === Match.unconfigured ? 'was created without its configuration' : 'is outdated';
  if (anew.decision.outcome === 'allow' && isKept(facts)) return [`${state}, ${KEPT}`];
  if (anew.decision.outcome !== 'mount' && configuration === Match.unconfigured) return [state];
  if (anew.decision.outcome === 'deny') return [state];
  if (lost !== undefined) return [`${state}, ${lost}`];
  if (anew.decision.outcome === 'allow') {
    return [
      `${state}: no annotation asks for what it has; re-created, it gets nothing; ${findRemedy(facts)}`,
    ];
  }
  return [`${state}: re-created, it gets ${describeMounts(gets)}; ${findRemedy(facts)}`];
}

/** Why it must not be re-created now. */
function explainOutage({ call }: LiveFacts): string | undefined {
  if (call?.effect === undefined) return undefined;
  const effect = call.effect === 'refused' ? 'could not be created' : 'would start without its configuration';
  return `but must not be deleted now, for a new pod ${effect}: ${call.why}`;
}

const KEPT =
  'by the former template, at which the partition of the rolling update keeps it: lower the partition';

function describeMounts(mounts: readonly PodMount[]): string {
  if (mounts.length === 0) return 'nothing';
  return mounts
    .map(({ kind, names, path }) => `${kind} ${names.join(', ')}${path === null ? '' : ` at ${path}`}`)
    .join(', ');
}

function explainDenial({ anew: { decision }, call }: LiveFacts): string[] {
  if (decision.outcome !== 'deny' || call?.effect !== undefined) return [];
  return [`would be denied if it were created again: ${decision.reason}: ${decision.message}`];
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
        : `waits for ${object}, which does not exist: create it, and the pod starts within about 2 minutes`,
    ),
    ...(started || absent.length > 0 ? [] : explainWaiting(facts, events)),
    ...future.map(object => `re-created, it would wait for ${object}, which does not exist`),
  ];
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
