import { listNames } from '../bounds/list-names.ts';
import { describeGot, describeHad } from './describe-had.ts';
import { explainAnnotation } from './explain-annotation.ts';
import { explainAwaited } from './explain-awaited.ts';
import { explainDropped } from './explain-dropped.ts';
import { explainFuture, explainObjects } from './explain-objects.ts';
import type { Call } from './find-call.ts';
import { findChanges } from './find-changes.ts';
import { isReplaced } from './is-leaving.ts';
import { listAbsent } from './list-absent.ts';
import type { LiveEvent } from './live-objects.ts';
import { Match } from './match-pod.ts';
import { isStripped } from './own-annotation.ts';
import { explainSince } from './patched/explain-since.ts';
import type { LiveFacts } from './pod-facts.ts';
import type { Reading } from './reading.ts';
import { findRemedy } from './rolling-update.ts';

/** What needs attention about a pod that is there, each a sentence about the pod. */
export function explainLive(facts: LiveFacts, events: Reading<readonly LiveEvent[]>): string[] {
  if (isReplaced(facts.live)) return explainNext(facts);
  return [
    ...explainAnnotation(facts),
    ...(facts.origin.known ? explainMatch(facts) : []),
    ...(facts.origin.known ? explainSince(facts.live, facts.anew).problems : []),
    ...explainAwaited(facts),
    ...explainObjects(facts, events),
  ];
}

/** What will happen to the one that comes in the place of one that goes. */
function explainNext(facts: LiveFacts): string[] {
  if (!facts.origin.known || facts.called === false) return [];
  const { decision } = facts.anew;
  if (decision.outcome === 'deny') return [`${DENIED}: ${decision.reason}: ${decision.message}`];
  return listAbsent(facts.gets).map(explainFuture);
}

const DENIED = 'would be denied if it were created again';

function explainMatch(facts: LiveFacts): string[] {
  const { configuration, called, call, anew } = facts;
  const dropped = explainDropped(facts);
  if (dropped.length > 0 || configuration === Match.current) return dropped;
  const isBare = configuration === Match.unconfigured;
  if (called === false && (call?.effect ?? 'skipped') === 'skipped')
    return [isBare ? `was created without its configuration: ${UNCALLED}` : UNRENEWED];
  const state = isBare ? 'was created without its configuration' : 'is outdated';
  if (call?.effect !== undefined) return [`${state}, ${describeOutage(call)}`];
  const { decision } = anew;
  if (decision.outcome === 'deny') {
    const now = isBare ? `${state}, and` : `has ${describeHad(facts)}, but`;
    return [`${now} ${DENIED}: ${decision.reason}: ${decision.message}`];
  }
  if (isStripped(facts.origin.set, facts.live)) return [STRIPPED];
  const remedy = describeRemedy(facts);
  if (decision.outcome === 'allow') return [`${state}: ${UNASKED}; ${remedy}`];
  return [`${state}: re-created, it gets ${describeChanges(facts)}; ${remedy}`];
}

const UNCALLED = 'the webhook is not called for it';
const UNRENEWED = `is outdated, and a new one would start without its configuration: ${UNCALLED}`;

/** Why it must not be re-created now. */
function describeOutage({ effect, why }: Call): string {
  return `but must not be deleted now, for a new pod ${FATES[effect ?? 'either']}: ${why}`;
}

const FATES = {
  refused: 'could not be created',
  skipped: 'would start without its configuration',
  either: 'would start without its configuration, or could not be created',
} as const;

const UNASKED = 'no annotation asks for what it has; re-created, it gets nothing';

const STRIPPED =
  "was created without its configuration, for another webhook took the template's annotation off: a new pod may be the same";

function describeChanges({ live, anew, gets }: LiveFacts): string {
  const changes = findChanges(live, anew);
  return changes.length === 0 ? describeGot(gets, anew) : listNames(changes);
}

/** Whether a new pod would have what it should, and only a person brings it about. */
export function mustBeDeleted(facts: LiveFacts): boolean {
  const { configuration, called, call, anew, gets, origin, live } = facts;
  const isOther = configuration === Match.outdated || configuration === Match.unconfigured;
  if (!isOther || called === false || call?.effect !== undefined || anew.decision.outcome === 'deny')
    return false;
  if (isStripped(origin.set, live) || explainDropped(facts).length > 0) return false;
  return listAbsent(gets).length === 0 && findRemedy(facts).deletion;
}

/** A pod that is deleted before what it needs is there would wait instead of run. */
function describeRemedy(facts: LiveFacts): string {
  const [absent] = listAbsent(facts.gets);
  const { text, deletion } = findRemedy(facts);
  return absent === undefined || !deletion ? text : `create ${absent} first, then ${text}`;
}
