import { MAX_COMPLAINTS_DESCRIBED } from '../bounds/bounds.ts';
import { checkClaims } from './rules/check-claims.ts';
import { checkLostVolumes } from './rules/check-lost-volumes.ts';
import { checkValue } from './rules/check-value.ts';
import type { Complaint } from './rules/complaint.ts';
import { POD } from './value-type.ts';

/**
 * What the API server refuses of the patched pod and not of the one before, as far as that is certain without it
 * (pkg/apis/core/validation of 1.34 to 1.37). Of many complaints, the first ones.
 *
 * @param provided names of volumes that the pod gets after its patches.
 */
export function checkPatched(
  before: object,
  after: object,
  provided: ReadonlySet<string> = new Set(),
): readonly Complaint[] {
  const complaints: Complaint[] = [];
  for (const complaint of checkValue(after, before, POD, '')) {
    complaints.push(complaint);
    if (complaints.length === MAX_COMPLAINTS_DESCRIBED) break;
  }
  return [
    ...withoutKnown(complaints, before),
    ...checkClaims(before, after),
    ...checkLostVolumes(before, after, provided),
  ];
}

/** To look at the whole pod is worth it only where there is a complaint. */
function withoutKnown(complaints: readonly Complaint[], before: object): readonly Complaint[] {
  if (complaints.length === 0) return complaints;
  const known = new Set([...checkValue(before, undefined, POD, '')].map(describe));
  return complaints.filter(complaint => !known.has(describe(complaint)));
}

function describe({ path, message }: Complaint): string {
  return `${path}: ${message}`;
}
