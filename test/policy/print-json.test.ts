import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Cel, printValue, type Value } from '../../src/policy/cel.ts';
import { printJson } from '../../src/policy/print-json.ts';
import { evaluate } from './kubernetes-cel.ts';

const print = (code: string) => evaluate(code, { name: 'web', ordinal: 2 });

const VALUE: Value = {
  text: 'a"b\\c\n\u202e ü',
  name: new Cel('name'),
  ordinal: new Cel('ordinal', 'int'),
  list: [1, true, 'x', [], {}],
  absent: undefined,
};
const JSON_VALUE = { text: 'a"b\\c\n\u202e ü', name: 'web', ordinal: 2, list: [1, true, 'x', [], {}] };

it('a value is printed as CEL that gives its JSON, with controls escaped and computed parts put in', () => {
  const json = String(print(printJson(VALUE)));
  assert.deepEqual(JSON.parse(json), JSON_VALUE);
  assert.ok(!json.includes('\u202e'));
});

it('a value is printed as CEL that gives it, on several lines if it is long', () => {
  const { ordinal: _, ...rest } = VALUE as Record<string, Value>;
  const printed = print(printValue({ ...rest, list: ['x'.repeat(60), 'y'.repeat(60)] }));
  const { ordinal: __, ...wanted } = JSON_VALUE;
  assert.deepEqual({ ...(printed as object) }, { ...wanted, list: ['x'.repeat(60), 'y'.repeat(60)] });
});
