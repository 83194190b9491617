import { shortLine } from '../../bounds/quote-text.ts';
import type { NewPod } from '../create-anew.ts';
import type { LivePod } from '../live-objects.ts';
import type { FieldDifference } from './compare-fields.ts';
import { comparePatched } from './compare-patched.ts';
import { describeField, describeValue } from './describe-field.ts';

/**
 * What others have changed in the fields that the patches set, each a sentence about the pod. A new pod would begin like this one:
 * to delete it is no remedy.
 */
export function explainSince(live: LivePod, anew: NewPod): { problems: string[]; notes: string[] } {
  const { since } = comparePatched(live, anew);
  const isLost = ({ had }: FieldDifference) => had === undefined;
  return {
    problems: since.filter(isLost).map(explainLost),
    notes: since.filter(field => !isLost(field)).map(explainChanged),
  };
}

function explainLost({ field, gets }: FieldDifference): string {
  const isFree = /^metadata\.(labels|annotations)\b/.test(field);
  const cause = isFree
    ? 'another client or webhook removed it'
    : 'this API server does not know the field, or another client or webhook removed it';
  return `lacks ${describeField(field, gets)}, which its annotation sets: ${cause}`;
}

function explainChanged({ field, had, gets }: FieldDifference): string {
  const has = `has ${describeField(field, had)}`;
  const isOf = 'another client or webhook';
  if (gets === undefined)
    return `${has}, which its annotation removes: ${isOf} added ${shortLine(field)} again`;
  return `${has} instead of ${describeValue(gets)}: ${isOf} changed it after per-pod-config`;
}
