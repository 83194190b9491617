import { adviseRetry } from './advise-retry.ts';
import { findFailureOf, type PresentFailure } from './find-present-failure.ts';
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
  const { name, live, awaited, anew, call } = facts;
  const failure = findFailureOf(facts, events);
  if (failure?.pod === name) return [explainFailure(facts, failure)];
  if (call?.effect === 'refused') return [`cannot be created: ${call.why}`];
  if (anew.decision.outcome === 'deny' && call?.effect === undefined) {
    return [`would be denied: ${anew.decision.reason}: ${anew.decision.message}`];
  }
  if (live === UNKNOWN) return [];
  if (awaited !== undefined) return [`is created once ${awaited} is ready`];
  if (failure !== undefined) return [`is not there, and ${failure.pod} ${explainFailure(facts, failure)}`];
  return [`is not there${explainSilence(facts, events)}`];
}

function explainSilence({ set }: PodFacts, events: Reading<readonly LiveEvent[]>): string {
  const { namespace, name } = set.metadata;
  if (events === UNKNOWN) return '';
  return `, and no event says why: kubectl describe ${nameKind(set)} ${name} -n ${namespace}`;
}

function explainFailure(facts: PodFacts, failure: PresentFailure): string {
  const { reason, message, at, since, guarded, unreached } = failure;
  const { call } = facts;
  const time = at === '' ? '' : `, last at ${at}`;
  if (reason === undefined) {
    const held = guarded
      ? `was held up by the guard${time}, because the webhook had not configured it`
      : undefined;
    const still = guarded && call?.effect === 'refused' ? `Now, too, ${call.why}\n` : '';
    const cause = unreached ? UNREACHED : still;
    return `${held ?? `could not be created${time}`}: ${message}\n${cause}${describeNext(facts, since)}`;
  }
  const denial = `was denied${time}: ${reason}: ${message}`;
  return since === undefined ? denial : `${denial}\n${describeNext(facts, since)}`;
}

const UNREACHED =
  "The webhook's replicas were ready then, as they are now: see whether a firewall or network policy keeps the API servers from port 8443, and the log of the replicas\n";

/** To try again is no advice where the pod would start without its configuration. */
function describeNext({ set, anew, call }: PodFacts, since: string | undefined): string {
  if (anew.decision.outcome !== 'allow' && call?.effect === 'skipped') {
    const when = since === undefined ? 'Once that is put right' : 'Now';
    return `${when} it would be created, but without its configuration: ${call.why}`;
  }
  return `${since === undefined ? 'Once that is put right, ' : `${since}: `}${adviseRetry(set)}`;
}
