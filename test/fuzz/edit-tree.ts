import fc from 'fast-check';
import type { Edit } from './edit-text.ts';

/** Edits of one part of a value such as JSON brings: of the text there, or of what stands there. */
export function arbitraryTreeEdit(editText: fc.Arbitrary<Edit<string>>): fc.Arbitrary<Edit<unknown>> {
  const part = fc.oneof(
    {
      weight: 4,
      arbitrary: editText.map(edit => (old: unknown) => (typeof old === 'string' ? edit(old) : [])),
    },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(...VALUES).map(value => () => value) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map(value => () => value) },
    { weight: 1, arbitrary: fc.constant((old: unknown) => [old, old]) },
    { weight: 1, arbitrary: fc.constant((old: unknown) => ({ name: old })) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 2, max: 300 }).map(depth => (old: unknown) => nest(old, depth)),
    },
    { weight: 1, arbitrary: fc.constant(() => undefined) },
  );
  return fc.tuple(fc.nat(), part).map(
    ([at, edit]): Edit<unknown> =>
      tree =>
        editPart(tree, at % countParts(tree), edit),
  );
}

/** Puts other parts of the tree, or of another one, in the place of its parts. */
export function arbitraryGraft(trees: readonly unknown[]): fc.Arbitrary<Edit<unknown>> {
  return fc.tuple(fc.nat(), fc.nat(), fc.option(fc.constantFrom(...trees))).map(
    ([at, from, other]): Edit<unknown> =>
      tree =>
        editPart(tree, at % countParts(tree), () =>
          findPart(other ?? tree, from % countParts(other ?? tree)),
        ),
  );
}

/** Parts are counted from the root, each before those that are in it. */
function countParts(tree: unknown): number {
  return childrenOf(tree).reduce((sum: number, [, child]) => sum + countParts(child), 1);
}

function findPart(tree: unknown, at: number): unknown {
  let found: unknown;
  editPart(tree, at, part => {
    found = part;
    return part;
  });
  return found;
}

function editPart(tree: unknown, at: number, edit: Edit<unknown>): unknown {
  if (at === 0) return edit(tree);
  let left = at - 1;
  for (const [key, child] of childrenOf(tree)) {
    const size = countParts(child);
    if (left < size) return withChild(tree as object, key, editPart(child, left, edit));
    left -= size;
  }
  return tree;
}

function withChild(tree: object, key: string, value: unknown): unknown {
  if (Array.isArray(tree)) return tree.flatMap((old, index) => keep(String(index) === key ? value : old));
  return Object.fromEntries(
    childrenOf(tree).flatMap(([name, old]) => keep(name === key ? value : old).map(kept => [name, kept])),
  );
}

/** What has become undefined is left out. */
function keep(value: unknown): unknown[] {
  return value === undefined ? [] : [value];
}

function childrenOf(value: unknown): [string, unknown][] {
  return value !== null && typeof value === 'object' ? Object.entries(value) : [];
}

function nest(value: unknown, depth: number): unknown {
  return Array.from({ length: depth }).reduce(inner => [inner], value);
}

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 31,
  1e300,
  '',
  ' ',
  '..',
  '/',
  'web-2',
  'web-02',
  'CREATE',
  'UPDATE',
  [],
  {},
  [[]],
  { '': '' },
];
