import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findKyvernoReferences } from '../../src/lint/find-kyverno-references.ts';
import { makeObject } from './read-sets.ts';

const policy = (mutate: unknown, kind = 'ClusterPolicy', apiVersion = 'kyverno.io/v1') =>
  makeObject(kind, 'annotate', { apiVersion, spec: { rules: [{ name: 'r', match: {}, mutate }] } });

const merge = (text: string, key = 'per-pod-config') => ({
  patchStrategicMerge: { metadata: { annotations: { [key]: text } } },
});

const find = (mutate: unknown) => findKyvernoReferences([policy(mutate)]).map(({ message }) => message);

/** What Kyverno takes for its own. */
const ROWS: readonly [text: string, reference: string | undefined][] = [
  ['/network/conf', undefined],
  ['volumes: [{mountPath: /a, configMap: node-$(ordinal)}]', '$(ordinal)'],
  ['$(ordinal)', '$(ordinal)'],
  ['a\n$(ordinal)\n', '$(ordinal)'],
  ['$$(x)', '$(x)'],
  ['$(string(ordinal))', '$(string(ordinal))'],
  ['$( a)', '$( a)'],
  ['$(ordinal+1)', '$(ordinal+1)'],
  ['$(ordinal + 1)', undefined],
  ['$(ordinal == 0 ? "a" : "b")', undefined],
  ['$(ordinal + 1) and $(set)', '$(set)'],
  ['\\$(ordinal)', undefined],
  ['a-\\$(ordinal)', undefined],
  ['\\$(set)-$(ordinal)', '$(ordinal)'],
  ['$()', undefined],
  ['$(', undefined],
  [`$(${'a'.repeat(100_000)}`, undefined],
];

describe("an expression in a rule of Kyverno's is a reference to it", () => {
  for (const [text, reference] of ROWS) {
    it(`${JSON.stringify(text.slice(0, 80))}: ${reference ?? 'none'}`, () => {
      const expected = `Kyverno takes "${reference}" for a reference of its own and denies the object; write \\$( for $(`;
      assert.deepEqual(find(merge(text)), reference === undefined ? [] : [expected]);
    });
  }

  it('a backslash stays where Kyverno would see no reference', () => {
    const kept = (text: string) => `Kyverno keeps the backslash of "${text}"; write $( there`;
    assert.deepEqual(find(merge('n-\\$(ordinal + 1)')), [kept('\\\\$(ordinal + 1)')]);
    assert.deepEqual(find(merge('\\$(set)-\\$(ordinal == 0 ? "a" : "b")-c')), [
      kept('\\\\$(ordinal == 0 ? \\"a\\" : \\"b\\")'),
    ]);
    assert.deepEqual(find(merge('\\$(set)-\\$(peers.map(p,p))')), []);
  });

  it('wherever a rule writes the annotation', () => {
    const text = 'node-$(ordinal)';
    const template = { spec: { template: { metadata: { annotations: { 'per-pod-config': text } } } } };
    const patch = (path: string) => `- op: add\n  path: ${path}\n  value: ${text}\n`;
    assert.equal(find({ patchStrategicMerge: template }).length, 1);
    assert.equal(find(merge(text, '+(per-pod-config)')).length, 1);
    assert.equal(find({ foreach: [{ list: 'a', ...merge(text) }] }).length, 1);
    assert.equal(find({ patchesJson6902: patch('/metadata/annotations/per-pod-config') }).length, 1);
    assert.deepEqual(find({ patchesJson6902: patch('/metadata/annotations/other') }), []);
    assert.deepEqual(find(merge(text, 'other')), []);
    assert.deepEqual(find(merge(text, 'not-per-pod-config')), []);
  });

  it('in policies of the old group, with or without a namespace, and in no other object', () => {
    const mutate = merge('$(ordinal)');
    const count = (kind: string, apiVersion: string) =>
      findKyvernoReferences([policy(mutate, kind, apiVersion)]).length;
    assert.equal(count('ClusterPolicy', 'kyverno.io/v1'), 1);
    assert.equal(count('Policy', 'kyverno.io/v2beta1'), 1);
    assert.equal(count('MutatingPolicy', 'policies.kyverno.io/v1'), 0);
    assert.equal(count('Policy', 'example.org/v1'), 0);
    assert.deepEqual(
      findKyvernoReferences([makeObject('ClusterPolicy', 'p', { apiVersion: 'kyverno.io/v1' })]),
      [],
    );
    assert.deepEqual(find(null), []);
  });

  it('the place is that of the text', () => {
    const found = policy(merge('node-$(ordinal)'));
    const path = [
      'spec',
      'rules',
      0,
      'mutate',
      'patchStrategicMerge',
      'metadata',
      'annotations',
      'per-pod-config',
    ];
    const [finding] = findKyvernoReferences([found]);
    assert.deepEqual([finding?.code, finding?.severity], ['kyverno-reference', 'warning']);
    const { line, column } = found.locate(path, 'node-'.length);
    assert.deepEqual([finding?.line, finding?.column], [line, column]);
    assert.equal(finding?.object, 'ClusterPolicy default/annotate');
  });

  it('a rule that is nested deeper than the stack is no error', () => {
    let nested: object = merge('$(ordinal)');
    for (let depth = 0; depth < 20_000; depth += 1) nested = { a: nested };
    const found = policy({});
    const object = { ...found.object, spec: { rules: [nested] } };
    assert.equal(
      findKyvernoReferences([{ ...found, object, locate: () => ({ line: 1, column: 1 }) }]).length,
      1,
    );
  });
});
