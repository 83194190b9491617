import { fieldPath } from '../field-path.ts';
import type { JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';
import { checkLabelKey } from './names.ts';

/** An expression about labels: of nodes in an affinity, or of pods in a selector. */
export function checkRequirement({ key, operator, values }: JsonObject, path: string): readonly Complaint[] {
  const count = Array.isArray(values) ? values.length : 0;
  return [
    ...complain(checkCount(operator, count), fieldPath(path, 'values')),
    ...complain(checkLabelKey(typeof key === 'string' ? key : ''), fieldPath(path, 'key')),
  ];
}

export function checkNodeSelector(
  { nodeSelectorTerms: terms }: JsonObject,
  path: string,
): readonly Complaint[] {
  const some = Array.isArray(terms) && terms.length > 0;
  return complain(some ? undefined : 'expected a term, got none', fieldPath(path, 'nodeSelectorTerms'));
}

export function checkAffinityTerm({ topologyKey }: JsonObject, path: string): readonly Complaint[] {
  const key = typeof topologyKey === 'string' ? topologyKey : '';
  return complain(checkLabelKey(key), fieldPath(path, 'topologyKey'));
}

function checkCount(operator: unknown, count: number): string | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return count > 0 ? undefined : `expected values beside operator ${operator}, got none`;
    case 'Exists':
    case 'DoesNotExist':
      return count === 0
        ? undefined
        : `expected no values beside operator ${operator}, got ${count}: remove them`;
    case 'Gt':
    case 'Lt':
      return count === 1 ? undefined : `expected one value beside operator ${operator}, got ${count}`;
    default:
      return undefined;
  }
}

function complain(message: string | undefined, path: string): readonly Complaint[] {
  return message === undefined ? [] : [{ path, message }];
}
