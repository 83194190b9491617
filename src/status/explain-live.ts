import { boundMessage } from '../bounds/bound-message.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import { REVISION_LABEL } from './create-anew.ts';
import { findMountFailure } from './find-failure.ts';
import { listAbsent } from './list-absent.ts';
import type { LiveEvent, LivePod } from './live-objects.ts';
import { Match } from './match-pod.ts';
import type { MountReport, PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

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
  return [...explainMatch(facts), ...explainDenial(facts), ...explainObjects(facts, events)];
}

function explainMatch(facts: LiveFacts): string[] {
  const { configuration, called, gets, anew } = facts;
  if (configuration === Match.current) return [];
  if (called === false) return ['has no configuration of now: the webhook is not called for it'];
  const state =
    configuration === Match.unconfigured ? 'was created without its configuration' : 'is outdated';
  if (anew.decision.outcome !== 'mount') return [state];
  return [`${state}: re-created, it gets ${describeMounts(gets)}; ${remedy(facts)}`];
}

function describeMounts(mounts: readonly MountReport[]): string {
  return mounts
    .map(({ kind, names, path }) => `${kind} ${names.join(', ')}${path === null ? '' : ` at ${path}`}`)
    .join(', ');
}

/** A rolling update re-creates the pods of a former template, down to its partition; nobody does the others. */
function remedy({ set, live, ordinal }: LiveFacts): string {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  const { namespace, name, labels } = live.metadata;
  const revision = labels?.[REVISION_LABEL];
  const latest = set.status?.updateRevision;
  const rolls = type !== 'OnDelete' && revision !== undefined && latest !== undefined && revision !== latest;
  if (rolls && ordinal >= Number(rollingUpdate?.partition ?? 0)) return 'the rolling update will do that';
  return `kubectl delete pod ${name} -n ${namespace}`;
}

function explainDenial({ anew: { decision } }: LiveFacts): string[] {
  if (decision.outcome !== 'deny') return [];
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
        : `waits for ${object}, which does not exist: create it, and the pod starts`,
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
