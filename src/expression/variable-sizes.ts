import { MAX_WEIGHT } from '../bounds/bounds.ts';
import type { Scope } from './bound-expression.ts';
import type { PodVariables, VariableName } from './pod-variables.ts';
import { listSize, mapSize, SCALAR, type Size, stringSize } from './size.ts';

/** The real sizes of a pod's variables. Looks only at those that are used: there can be thousands of peers. */
export function variableSizes(variables: PodVariables, used: ReadonlySet<VariableName>): Scope {
  const sizes = new Map<VariableName, Size>();
  for (const name of used) sizes.set(name, sizeOf(variables[name]));
  return sizes;
}

function sizeOf(value: PodVariables[VariableName]): Size {
  if (typeof value === 'number') return SCALAR;
  if (typeof value === 'string') return stringSize(value.length, value.length);
  if (isList(value)) return sizeOfList(value);
  const keys = Object.keys(value);
  const values = Object.values(value);
  return mapSize(keys.length, sizeOfAll(keys), sizeOfAll(values), lengthOf(keys) + lengthOf(values));
}

// `Array.isArray` alone does not narrow a readonly array.
function isList(value: PodVariables['peers'] | PodVariables['labels']): value is PodVariables['peers'] {
  return Array.isArray(value);
}

function sizeOfList(list: readonly string[]): Size {
  // Already too many, whatever they are: not worth a look at each.
  if (list.length > MAX_WEIGHT) return listSize(list.length, SCALAR);
  return listSize(list.length, sizeOfAll(list), lengthOf(list));
}

function sizeOfAll(texts: readonly string[]): Size {
  let most = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const { length } of texts) {
    most = Math.max(most, length);
    least = Math.min(least, length);
  }
  return stringSize(most, Math.min(most, least));
}

function lengthOf(texts: readonly string[]): number {
  let total = 0;
  for (const { length } of texts) total += length;
  return total;
}
