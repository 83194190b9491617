import type { Annotation } from '../annotation/annotation.ts';
import { MAX_NAME_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { type Denial, deny } from './decision.ts';
import { mayHaveOrdinal } from './find-start.ts';
import type { StatefulSet, Subject } from './look-up.ts';
import { Reason } from './reason.ts';
import { SCALED_VARIABLES } from './scaled-variables.ts';

/**
 * A pod that is not among those that the annotation counts or lists. The StatefulSet is read later than the controller read
 * it, and may have been scaled down in between. It may also be scaled up again before the controller sees that: then the pod
 * stays, and would run with a list that it is missing from.
 */
export function findSurplus(
  { owner, pod }: Subject,
  ordinal: number,
  { uses }: Annotation,
  set: StatefulSet | undefined,
): Denial | undefined {
  const used = SCALED_VARIABLES.filter(name => uses.has(name));
  const spec = set?.spec;
  if (used.length === 0 || spec === undefined || mayHaveOrdinal(owner.apiVersion, { spec }, ordinal)) {
    return undefined;
  }
  const { replicas = 1 } = spec;
  const name = shortLine(cutText(owner.name, MAX_NAME_LENGTH));
  return deny(
    Reason.surplus,
    `pod ${quoteText(pod.metadata.name ?? '')} is not among the pods of StatefulSet ${name}, which has ${replicas} ${replicas === 1 ? 'replica' : 'replicas'} by now, and the annotation uses ${used.join(' and ')}. ` +
      'The StatefulSet controller tries again if it still wants the pod',
  );
}
