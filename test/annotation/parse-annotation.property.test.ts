import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { ANNOTATION_SCHEMA } from '../../src/annotation/schema/annotation-schema.ts';
import { WEB_2 } from '../expression/web-2.ts';

/** Reads it and works it out: either goes well, or is an error of ours that says something. */
function survives(text: string): void {
  try {
    configurePod(parseAnnotation(text), WEB_2);
  } catch (error) {
    assert.ok(error instanceof AnnotationError, (error as Error).stack ?? '');
    assert.ok(error.message.length > 10);
  }
}

it('any text at all is read, or is an error of ours', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'[]{}:,-|>&*!%@`"\'# \n\t$()a0~') }),
      ),
      survives,
    ),
    { numRuns: 1_500 },
  );
});

it('any YAML at all is read, or is an error of ours with a place', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => survives(stringify(value))),
    { numRuns: 1_000 },
  );
});

/** Values that agree with a schema in most places, and in others do not. */
function nearly(schema: Record<string, unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: agreeing(schema) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
  );
}

function agreeing(schema: Record<string, unknown>): fc.Arbitrary<unknown> {
  const { properties, items, additionalProperties } = schema as Record<
    string,
    Record<string, unknown> | undefined
  >;
  if (items !== undefined) return fc.array(nearly(items), { maxLength: 3 });
  if (properties !== undefined) {
    const fields = Object.entries(properties).map(
      ([key, part]) => [key, nearly(part as Record<string, unknown>)] as const,
    );
    const mapping = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
    return Array.isArray(schema['type']) ? fc.oneof(mapping, strings) : mapping;
  }
  if (typeof additionalProperties === 'object')
    return fc.dictionary(strings, nearly(additionalProperties), { maxKeys: 3 });
  if (schema['type'] === 'boolean') return fc.boolean();
  if (schema['type'] === 'integer') return fc.integer({ min: -1, max: 600 });
  if (schema['type'] === 'object') return parts;
  return strings;
}

const strings = fc.oneof(
  fc.constantFrom(
    '/a',
    '/b/',
    'a',
    'conf',
    'node-$(ordinal)',
    '$(pod)/x',
    '$(peers.join(","))',
    '$(labels.role)',
    'ordinal == 2',
    'variables.a',
    '$(variables.a)',
    '$(1/0)',
    '$$(',
    '$(',
  ),
  fc.string({ maxLength: 8 }),
);

/** Of a pod, for patches. */
const parts = fc.record(
  {
    labels: fc.dictionary(strings, strings, { maxKeys: 2 }),
    priorityClassName: strings,
    hostNetwork: fc.oneof(fc.boolean(), strings),
    containers: fc.array(
      fc.record({
        name: strings,
        image: strings,
        args: fc.array(strings),
        later: fc.jsonValue({ maxDepth: 1 }),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

it('anything that resembles an annotation is read, or is an error of ours with a place', () => {
  fc.assert(
    fc.property(nearly(ANNOTATION_SCHEMA), value => survives(stringify(value))),
    { numRuns: 1_000 },
  );
});
