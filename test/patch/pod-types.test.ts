import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { QUANTITIES } from '../../scripts/pod-types/quantities.ts';
import { readModelTypes } from '../../scripts/pod-types/read-model-types.ts';
import { MERGE_KEYS, MERGED_TEXTS } from '../../src/patch/merge-keys.ts';
import { POD_TYPES } from '../../src/patch/pod-types.ts';

describe('the types of a pod', () => {
  it('are those of the client that is installed', async () => {
    const { types, release } = await readModelTypes(['ObjectMeta', 'PodSpec']);
    assert.deepEqual(POD_TYPES, Object.fromEntries(types), 'run `npm run pod-types`');
    const [firstLine] = readFileSync(new URL('../../src/patch/pod-types.ts', import.meta.url), 'utf8').split(
      '\n',
    );
    assert.ok(firstLine?.includes(release), 'run `npm run pod-types`');
  });

  it('know each type that a field has', () => {
    const named = Object.values(POD_TYPES)
      .flatMap(fields => Object.values(fields))
      .map(type => type.replace(/^map<(.*)>$/, '$1').replace(/(\[\])+$/, ''));
    const scalars = ['string', 'boolean', 'int32', 'int64', 'intOrString', 'quantity', 'any'];
    assert.deepEqual(new Set(named).difference(new Set([...scalars, ...Object.keys(POD_TYPES)])), new Set());
  });

  it('have each quantity', () => {
    for (const field of QUANTITIES) {
      const [owner = '', name = ''] = field.split('.');
      assert.match(POD_TYPES[owner]?.[name] ?? '', /\bquantity\b/, field);
    }
  });

  it('have each list that merges, and its key', () => {
    for (const [field, key] of MERGE_KEYS) {
      const [owner = '', name = ''] = field.split('.');
      const item = POD_TYPES[owner]?.[name]?.replace('[]', '') ?? '';
      assert.ok(POD_TYPES[item]?.[key] !== undefined, `${field} has no ${key}`);
    }
    for (const field of MERGED_TEXTS) {
      const [owner = '', name = ''] = field.split('.');
      assert.equal(POD_TYPES[owner]?.[name], 'string[]');
    }
  });
});
