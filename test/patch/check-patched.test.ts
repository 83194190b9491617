import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPatched } from '../../src/patch/check-patched.ts';
import { mergeObject } from '../../src/patch/merge-object.ts';
import { mergePod } from '../../src/patch/merge-pod.ts';
import { CHOICES, RANGES } from '../../src/patch/rules/allowed-values.ts';
import { POD as POD_TYPE } from '../../src/patch/value-type.ts';
import { PATCHES } from './rules/bounded-fields.ts';
import { OF_CLAIMS, POD, REFUSED, TAKEN } from './rules/patched-cases.ts';

/** Without what `mergePod` refuses before. */
const merge = (patch: object) => mergeObject({ ...POD }, { ...patch }, POD_TYPE, '');

describe('checkPatched refuses', () => {
  for (const { patch, path, message } of [...REFUSED, ...OF_CLAIMS]) {
    it(`${path}: ${JSON.stringify(patch).slice(0, 100)}`, () => {
      const [complaint, ...others] = checkPatched(POD, merge(patch));
      assert.deepEqual(others, []);
      assert.equal(complaint?.path, path);
      assert.match(complaint?.message ?? '', message);
    });
  }
});

describe('checkPatched takes', () => {
  for (const patch of TAKEN) {
    it(JSON.stringify(patch), () => assert.deepEqual(checkPatched(POD, mergePod(POD, patch)), []));
  }

  it('what was wrong before the patch', () => {
    const wrong = mergePod(POD, { spec: { restartPolicy: 'Sometimes', nodeSelector: { a: '?' } } });
    const complaints = checkPatched(wrong, mergePod(wrong, { spec: { nodeSelector: { b: '?' } } }));
    assert.deepEqual(
      complaints.map(({ path }) => path),
      ['spec.nodeSelector.b'],
    );
  });

  it('a volume that is deleted, and comes again after the patches', () => {
    const mounted = merge({
      spec: { containers: [{ name: 'web', volumeMounts: [{ mountPath: '/a', name: 'conf' }] }] },
    });
    const after = mergePod(mounted, { spec: { volumes: [{ name: 'conf', $patch: 'delete' }] } });
    assert.deepEqual(checkPatched(mounted, after, new Set(['conf'])), []);
    assert.equal(checkPatched(mounted, after, new Set(['other'])).length, 1);
  });

  it('tells the first 100 of many complaints', () => {
    const labels = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`a${index}`, '?']));
    assert.equal(checkPatched(POD, mergePod(POD, { metadata: { labels } })).length, 100);
  });
});

describe('a field of few values', () => {
  it('has a patch here for each that is known', () => {
    assert.deepEqual(Object.keys(PATCHES).sort(), [...CHOICES.keys(), ...RANGES.keys()].sort());
  });

  const complaintsOf = (field: string, value: unknown) =>
    checkPatched(POD, merge(PATCHES[field]?.(value) ?? {}));

  for (const [field, [least, most]] of RANGES) {
    it(`is ${field}, from ${least} to ${most}`, () => {
      for (const value of [least, most]) assert.deepEqual(complaintsOf(field, value), []);
      for (const value of [least - 1, most + 1]) assert.equal(complaintsOf(field, value).length, 1);
    });
  }

  for (const [field, choices] of CHOICES) {
    it(`is ${field}: ${choices.join(', ')}`, () => {
      // An empty one is none, for which there is a default but here.
      const none = field === 'TopologySpreadConstraint.whenUnsatisfiable' ? [] : [''];
      for (const value of [...choices, ...none]) assert.deepEqual(complaintsOf(field, value), []);
      assert.match(complaintsOf(field, 'x')[0]?.message ?? '', /^expected one of .*, got "x"$/);
    });
  }
});
