import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { AnnotationError } from '../../../src/annotation/annotation-error.ts';
import { POD, type ValueType } from '../../../src/patch/value-type.ts';
import { readPatches } from './read-patches.ts';

/** Reads a patch and works it out: either it is pure JSON then, or there are mistakes, each with its place. */
function survives(patch: unknown): void {
  const text = `patches:\n${stringify([patch])}`;
  try {
    const { patches, mistakes } = readPatches(text);
    assert.equal(patches.length > 0, mistakes.length === 0, text);
    assert.deepEqual(JSON.parse(JSON.stringify(patches)), patches);
    for (const mistake of mistakes) assert.match(mistake, /^line \d+, patches\[0\].*: .{10}/);
  } catch (error) {
    // What is no YAML any more, because it takes an expression apart.
    assert.ok(error instanceof AnnotationError, (error as Error).stack ?? '');
  }
}

const NUM_RUNS = 1_000;

it('any JSON as a patch is read, or refused with a place', () => {
  const json = fc.jsonValue();
  fc.assert(fc.property(fc.record({ metadata: json, spec: json }, { requiredKeys: [] }), survives), {
    numRuns: NUM_RUNS,
  });
});

it('anything that resembles a patch is read, or refused with a place', () => {
  fc.assert(fc.property(agreeing(POD, 0), survives), { numRuns: NUM_RUNS });
});

/** Values that agree with a type in most places, and in others do not. */
function nearly(type: ValueType, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: agreeing(type, depth) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
    { weight: 1, arbitrary: EXPRESSIONS },
  );
}

function agreeing(type: ValueType, depth: number): fc.Arbitrary<unknown> {
  if (depth > MAX_DEPTH) return TEXTS;
  if (type.kind === 'list') return fc.array(nearly(type.items, depth + 1), { maxLength: 3 });
  if (type.kind === 'map') return fc.dictionary(KEYS, nearly(type.values, depth + 1), { maxKeys: 3 });
  if (type.kind === 'object') return someFields([...type.fields], depth);
  if (type.kind === 'boolean') return fc.boolean();
  return type.kind === 'integer' ? fc.integer() : TEXTS;
}

/** A few fields of many: else nearly every patch had a mistake. */
function someFields(fields: readonly (readonly [string, ValueType])[], depth: number): fc.Arbitrary<unknown> {
  const directive = fc.constantFrom('$patch', '$retainKeys', '$deleteFromPrimitiveList/args', 'tomorrow');
  const name = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...fields.map(([key]) => key), 'name') },
    { weight: 1, arbitrary: directive },
  );
  const types = new Map(fields);
  return fc
    .uniqueArray(name, { minLength: 1, maxLength: 3 })
    .chain(keys =>
      fc.record(
        Object.fromEntries(keys.map(key => [key, nearly(types.get(key) ?? { kind: 'any' }, depth + 1)])),
      ),
    );
}

const MAX_DEPTH = 7;

const EXPRESSIONS = fc.constantFrom(
  '$(ordinal)',
  '$(pod)',
  '$(ordinal == 1)',
  '$(peers)',
  '$(ordinals)',
  '$(labels)',
  '$({"name": pod, "value": set})',
  '$(ordinals.map(o, {"name": "A" + string(o)}))',
  '$(ordinals[9])',
  '$(1/0)',
  '$(',
  'a-$(ordinal)',
);

const TEXTS = fc.oneof(
  fc.constantFrom('a', 'web', '4', '16Gi', 'true', 'replace', '$$(A)'),
  EXPRESSIONS,
  fc.string(),
);

const KEYS = fc.oneof(fc.constantFrom('a', 'b', 'cpu', '$patch', '$(ordinal)', '__proto__'), fc.string());
