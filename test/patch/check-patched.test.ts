import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPatched } from '../../src/patch/check-patched.ts';
import { mergeObject } from '../../src/patch/merge-object.ts';
import { mergePod } from '../../src/patch/merge-pod.ts';
import { POD as POD_TYPE } from '../../src/patch/value-type.ts';
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
});
