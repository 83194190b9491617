import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findInBoth } from './find-in-both.ts';

it('what a patch says in vain is a warning at apply and in lint', async () => {
  const find = (patch: string, code: string) => findInBoth(`patches: [${patch}]`, [code]);
  const [unknown] = await find('{spec: {containers: [{name: a, newer: 1}]}}', 'unknown-field');
  assert.match(unknown ?? '', /^patches\[0\]\.spec\.containers\[0\]\.newer: not a known field of Container: /);
  assert.deepEqual(await find('{spec: {securityContext: {}}}', 'empty-patch'), [
    'patches[0]: sets nothing but empty mappings',
  ]);
});
