import { findStartFor, startingAt } from '../admission/find-start.ts';
import {
  findLastOrdinal,
  hasOrdinal,
  isReserved,
  listOrdinals,
  type Numbered,
} from '../admission/list-ordinals.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { LiveStatefulSet } from './live-objects.ts';

/** Why a StatefulSet has no pod of an ordinal, a sentence; undefined where it has one. */
export function explainAbsence(set: LiveStatefulSet, ordinal: number): string | undefined {
  const { metadata, spec, apiVersion } = set;
  const owner = `StatefulSet ${shortLine(metadata.name)}`;
  if (metadata.deletionTimestamp !== undefined) return `${owner} is being deleted, and creates no pods`;
  const counted = { spec: startingAt(spec, findStartFor(apiVersion, set, ordinal)) };
  if (hasOrdinal(counted, ordinal)) return undefined;
  const pod = shortLine(`${metadata.name}-${ordinal}`);
  return `the StatefulSet has no pod ${pod}: ${describeOrdinals(counted, ordinal)}`;
}

function describeOrdinals(set: Numbered, ordinal: number): string {
  if (isReserved(set, ordinal)) return `ordinal ${ordinal} is reserved (spec.reserveOrdinals)`;
  const [first] = listOrdinals(set, 1);
  const last = findLastOrdinal(set);
  if (first === undefined) return 'it has no pods (spec.replicas: 0)';
  if (first === last) return `its only ordinal is ${first}`;
  const hasGaps = (set.spec.reserveOrdinals ?? []).length > 0;
  return `its ordinals are ${first} to ${last}${hasGaps ? ', without the reserved ones' : ''}`;
}
