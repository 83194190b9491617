/**
 * How large a value can become: an upper bound for every pod, found without evaluating. A string counts
 * its characters (UTF-16 units), a list its elements and all that is in them.
 */
export interface Size {
  readonly kind: 'scalar' | 'string' | 'list' | 'map';
  /** Characters of a string, elements of a list, entries of a map: at most. */
  readonly length: number;
  /** Characters of a string at the least: how often it fits into another. */
  readonly least: number;
  /** The weights of a list's elements together, or of a map's keys and values, at most. */
  readonly content: number;
  /** All characters and elements together, at most: the length and the content. */
  readonly weight: number;
  /** The largest element of a list, or value of a map. */
  readonly element: Size | undefined;
  /** The largest key of a map. */
  readonly key: Size | undefined;
}

/** An int or a bool. */
export const SCALAR: Size = {
  kind: 'scalar',
  length: 0,
  least: 0,
  content: 0,
  weight: 0,
  element: undefined,
  key: undefined,
};

export function stringSize(length: number, least = 0): Size {
  return { ...SCALAR, kind: 'string', length, least, weight: length };
}

/** @param content when more is known than that every element is as large as the largest. */
export function listSize(length: number, element: Size, content = length * element.weight): Size {
  return { ...SCALAR, kind: 'list', length, content, weight: length + content, element };
}

export function mapSize(length: number, key: Size, element: Size, content: number): Size {
  return { ...SCALAR, kind: 'map', length, content, weight: length + content, element, key };
}

/** Of `+`: of two ints, two strings or two lists. */
export function concatenatedSize(left: Size, right: Size): Size {
  const length = left.length + right.length;
  if (left.kind === 'string') return stringSize(length, left.least + right.least);
  if (left.kind !== 'list') return SCALAR;
  const element = largerPart(left.element, right.element) ?? SCALAR;
  return listSize(length, element, left.content + right.content);
}

/** A size that holds for either of two values. */
export function largerSize(a: Size, b: Size): Size {
  const length = Math.max(a.length, b.length);
  const content = Math.max(a.content, b.content);
  return {
    kind: a.kind === 'scalar' ? b.kind : a.kind,
    length,
    least: Math.min(a.least, b.least),
    content,
    // Not the larger weight: that of a long list of nothing, less its length, would hide a short one of much.
    weight: length + content,
    element: largerPart(a.element, b.element),
    key: largerPart(a.key, b.key),
  };
}

/** A size that holds for all of several values; of none, the smallest there is. */
export function largestSize(sizes: readonly Size[]): Size {
  return sizes.length === 0 ? SCALAR : sizes.reduce(largerSize);
}

function largerPart(a: Size | undefined, b: Size | undefined): Size | undefined {
  return a && b ? largerSize(a, b) : (a ?? b);
}
