import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeLeftOut, summarizeLeftOut } from '../../src/status/describe-left-out.ts';

const backup = { where: 'volumes[1]', when: 'variables.primary' };
const never = { where: 'env[0]', when: 'false' };

describe('what is left out of a pod', () => {
  it('is told with its condition and the ordinal', () => {
    assert.equal(
      describeLeftOut(backup, 2),
      'volumes[1] is left out: variables.primary is false for ordinal 2',
    );
    assert.equal(describeLeftOut(never, 2), 'env[0] is left out: its when is false for ordinal 2');
  });

  it('is told on one line, and no longer than is worth reading', () => {
    const text = describeLeftOut({ where: 'volumes[1]', when: `ordinal ==\n0${' || true'.repeat(200)}` }, 2);
    assert.doesNotMatch(text, /\n/);
    assert.ok(text.length < 350, text);
  });

  it('is told once for all pods of which the same is left out', () => {
    const pods = [
      { name: 'web-0', leftOut: [never] },
      { name: 'web-1', leftOut: [backup, never] },
      { name: 'web-2', leftOut: [backup] },
    ];
    assert.deepEqual(summarizeLeftOut(pods), [
      'env[0] is left out of web-0, web-1: its when is false there',
      'volumes[1] is left out of web-1, web-2: variables.primary is false there',
    ]);
    const rest = { where: 'and 7 more', when: '' };
    assert.deepEqual(summarizeLeftOut([{ name: 'web-1', leftOut: [rest] }]), [
      'and 7 more are left out of web-1',
    ]);
    assert.deepEqual(summarizeLeftOut([{ name: 'web-0', leftOut: [] }]), []);
  });
});
