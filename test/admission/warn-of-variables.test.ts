import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findInBoth } from './find-in-both.ts';

const find = (text: string) => findInBoth(text, ['unused-variable']);
const ENV = 'env: [{name: A, value: a}]';

describe('a variable of the annotation that no expression uses', () => {
  it('is worth a warning', async () => {
    assert.deepEqual(await find(`variables: {a: b, c: $(ordinal)}\n${ENV}`), [
      'variables.a: no expression uses it: remove it, or write variables.a where you need it',
      'variables.c: no expression uses it: remove it, or write variables.c where you need it',
    ]);
  });

  for (const [title, text] of [
    [
      'a patch',
      'variables: {a: "$(pods.map(p, p.name))"}\npatches: [{spec: {containers: [{name: a, args: [$(variables.a)]}]}}]',
    ],
    ['a text', 'variables: {a: b}\nenv: [{name: A, value: $(variables.a)}]'],
    ['a condition', 'variables: {a: true}\nenv: [{name: A, value: a, when: variables.a}]'],
    [
      'a condition of a source',
      'variables: {a: true}\nvolumes: [{mountPath: /a, sources: [{secret: b}, {configMap: a, when: "!variables.a"}]}]',
    ],
    [
      'an expression that calls it',
      'variables: {a: "$([1, 2])"}\nenv: [{name: A, value: "$(variables.a.map(b, b + variables.a[0]).size())"}]',
    ],
  ] as const) {
    it(`is none where ${title} does`, async () => assert.deepEqual(await find(text), []));
  }

  it('is told alone where another one uses it that is not used', async () => {
    const found = await find(`variables: {a: b, c: $(variables.a)}\n${ENV}`);
    assert.deepEqual(found.length, 1);
    assert.match(found[0] ?? '', /^variables\.c: /);
  });
});
