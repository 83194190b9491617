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

  it('is told of with those that only it uses', async () => {
    assert.deepEqual(
      await find(`variables: {a: b, c: $(variables.a), d: $(variables.c), e: $(variables.a)}\n${ENV}`),
      [
        'variables.a: only variables that are unused themselves use it: remove it with them',
        'variables.c: only variables that are unused themselves use it: remove it with them',
        'variables.d: no expression uses it: remove it, or write variables.d where you need it',
        'variables.e: no expression uses it: remove it, or write variables.e where you need it',
      ],
    );
  });

  it('is none where another one uses it that is used', async () => {
    const env = 'env: [{name: A, value: $(variables.c)}]';
    assert.deepEqual(await find(`variables: {a: b, b: $(variables.a), c: $(variables.b)}\n${env}`), []);
  });
});
