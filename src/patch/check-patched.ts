import { checkClaims } from './rules/check-claims.ts';
import { checkValue } from './rules/check-value.ts';
import type { Complaint } from './rules/complaint.ts';
import { POD } from './value-type.ts';

/**
 * What the API server refuses of the patched pod and not of the one before, as far as that is certain without it
 * (pkg/apis/core/validation of 1.34 to 1.37).
 */
export function checkPatched(before: object, after: object): readonly Complaint[] {
  const known = new Set(checkValue(before, POD, '').map(describe));
  const complaints = checkValue(after, POD, '').filter(complaint => !known.has(describe(complaint)));
  return [...complaints, ...checkClaims(before, after)];
}

function describe({ path, message }: Complaint): string {
  return `${path}: ${message}`;
}
