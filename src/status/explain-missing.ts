import { adviseRetry } from './advise-retry.ts';
import { type Failure, findCreationFailure } from './find-failure.ts';
import { listAbsent } from './list-absent.ts';
import type { LiveEvent } from './live-objects.ts';
import { nameKind } from './name-kind.ts';
import type { MountReport, PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** Why a pod is not there, and what it would wait for if it were; each a sentence about the pod. */
export function explainMissing(
  facts: PodFacts,
  gets: readonly MountReport[],
  events: Reading<readonly LiveEvent[]>,
): string[] {
  if (facts.surplus) return [];
  return [
    ...explainAbsence(facts, events),
    ...listAbsent(gets).map(object => `would wait for ${object}, which does not exist`),
  ];
}

function explainAbsence(facts: PodFacts, events: Reading<readonly LiveEvent[]>): string[] {
  const { set, name, live, awaited, anew, call } = facts;
  const known = events === UNKNOWN ? [] : (events ?? []);
  const failure = findCreationFailure(set, name, known);
  if (failure !== undefined) return [explainFailure(facts, failure)];
  if (call?.effect === 'refused') return [`cannot be created: ${call.why}`];
  if (anew.decision.outcome === 'deny' && call?.effect !== 'skipped') {
    return [`would be denied: ${anew.decision.reason}: ${anew.decision.message}`];
  }
  if (live === UNKNOWN) return [];
  if (awaited !== undefined) return [`is created once ${awaited} is ready`];
  const { namespace, name: owner } = set.metadata;
  const silence =
    events === UNKNOWN
      ? ''
      : `, and no event says why: kubectl describe ${nameKind(set)} ${owner} -n ${namespace}`;
  return [`is not there${silence}`];
}

function explainFailure({ set, anew: { decision } }: PodFacts, { reason, message, at }: Failure): string {
  if (reason === undefined)
    return `could not be created${lastAt(at)}: ${message}\nOnce that is put right, ${adviseRetry(set)}`;
  const denial = `was denied${lastAt(at)}: ${reason}: ${message}`;
  if (decision.outcome === 'deny') return denial;
  return `${denial}\nThat has been put right since: ${adviseRetry(set)}`;
}

function lastAt(at: string): string {
  return at === '' ? '' : `, last at ${at}`;
}
