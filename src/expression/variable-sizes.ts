import { MAX_WEIGHT } from '../bounds/bounds.ts';
import type { PodVariables, Replica, VariableName } from './pod-variables.ts';
import { largerSize, listSize, mapSize, SCALAR, type Size, stringSize } from './size.ts';

/** The real sizes of a pod's variables. Looks only at those that are used: there can be thousands of peers. */
export function variableSizes(variables: PodVariables, used: ReadonlySet<VariableName>): Map<string, Size> {
  const sizes = new Map<string, Size>();
  for (const name of used) sizes.set(name, sizeOf(variables[name]));
  return sizes;
}

type Element = string | number | Replica;

function sizeOf(value: PodVariables[VariableName]): Size {
  if (typeof value === 'number') return SCALAR;
  if (typeof value === 'string') return stringSize(value.length, value.length);
  if (isList(value)) return sizeOfList(value);
  const keys = Object.keys(value);
  const values = Object.values(value);
  return mapSize(keys.length, sizeOfTexts(keys), sizeOfTexts(values), lengthOf(keys) + lengthOf(values));
}

// `Array.isArray` alone does not narrow a readonly array.
function isList(value: object): value is readonly Element[] {
  return Array.isArray(value);
}

function sizeOfList(list: readonly Element[]): Size {
  // Already too many, whatever they are: not worth a look at each.
  if (list.length > MAX_WEIGHT) return listSize(list.length, SCALAR);
  if (list.every(element => typeof element === 'string')) {
    return listSize(list.length, sizeOfTexts(list), lengthOf(list));
  }
  if (list.every(element => typeof element === 'object')) return sizeOfPods(list);
  return listSize(list.length, SCALAR);
}

/** A struct counts as a map of its fields: its ordinal is no larger than a text. */
function sizeOfPods(pods: readonly Replica[]): Size {
  const names = pods.map(({ name }) => name);
  const fqdns = pods.map(({ fqdn }) => fqdn);
  const field = largerSize(sizeOfTexts(names), sizeOfTexts(fqdns));
  const pod = mapSize(
    FIELDS,
    stringSize('ordinal'.length),
    field,
    FIELDS * 'ordinal'.length + 2 * field.length,
  );
  return listSize(pods.length, pod);
}

const FIELDS = 3;

function sizeOfTexts(texts: readonly string[]): Size {
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
