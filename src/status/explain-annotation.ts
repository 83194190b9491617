import { listNames } from '../bounds/list-names.ts';
import { readNewStatus } from './confirm-status.ts';
import type { NewPod } from './create-anew.ts';
import { describeGot, describeHad } from './describe-had.ts';
import { findChanges } from './find-changes.ts';
import { listMounts } from './list-mounts.ts';
import { Match, matchPod } from './match-pod.ts';
import type { LiveFacts } from './pod-facts.ts';

/** A text that promises something else than the pod has: it was written into a pod that ran. */
export function explainAnnotation(facts: LiveFacts): string[] {
  const { says, live, gets, configuration, anew } = facts;
  if (says === undefined || matchPod(live, says) === Match.current) return [];
  const { decision } = says;
  const asks =
    decision.outcome === 'deny'
      ? `is denied for ${decision.reason}`
      : `asks for ${describeAsked(facts, says)}`;
  const has = `has ${describeHad(facts)}, while its annotation, changed since it was created, ${asks}`;
  if (configuration === Match.unknown) return [`${has}; what a new pod gets cannot be told`];
  return [configuration === Match.current ? `${has}; re-created, it gets ${describeGot(gets, anew)}` : has];
}

/** Where names are the same, what differs. */
function describeAsked(facts: LiveFacts, says: NewPod): string {
  const asked = describeGot(listMounts(says.pod, readNewStatus(says)), says);
  const changes = asked === describeHad(facts) ? findChanges(facts.live, says) : [];
  return changes.length === 0 ? asked : listNames(changes);
}
