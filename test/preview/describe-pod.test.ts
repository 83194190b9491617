import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePod } from '../../src/preview/describe-pod.ts';
import { FILE, makeDenied, makeMounted, makePreview, makeSource, NODE, TLS } from './web-0.ts';

const GIVEN = new Set(['ConfigMap', 'Secret'] as const);

describe('a pod as JSON', () => {
  it('has what each container sees, but for what is secret', () => {
    const mounts = [
      { path: '/m', subPath: undefined, sources: [makeSource(NODE, { x: FILE })] },
      { path: '/n', subPath: 'part', sources: [makeSource(undefined, { y: FILE }, { notes: ['a note'] })] },
    ];
    const environment = [makeSource(NODE, { A: 'one' }), makeSource(TLS, { KEY: 'secret' })];
    const [first] = describePod(makePreview({ container: 'a', mounts, environment }), GIVEN).containers;
    assert.deepEqual(first, {
      name: 'a',
      mounts: [
        { path: '/m', sources: [{ ...NODE, state: 'present', files: [{ path: 'x', mode: '644' }] }] },
        {
          path: '/n',
          subPath: 'part',
          sources: [{ kind: 'files', notes: ['a note'], files: [{ path: 'y', mode: '644' }] }],
        },
      ],
      environment: [
        { ...NODE, state: 'present', variables: [{ name: 'A', value: 'one' }] },
        { ...TLS, state: 'present', variables: [{ name: 'KEY' }] },
      ],
    });
  });

  it('names the keys that are missing, and of an object that is, none', () => {
    const environment = [
      makeSource<string>(NODE, {}, { missing: [{ ...NODE, key: 'x' }] }),
      makeSource<string>(TLS, {}, { missing: [TLS] }),
    ];
    const [first] = describePod(makePreview({ container: 'a', mounts: [], environment }), GIVEN).containers;
    assert.deepEqual(first?.environment, [
      { ...NODE, state: 'key missing', missingKeys: ['x'], variables: [] },
      { ...TLS, state: 'missing', variables: [] },
    ]);
  });

  it('has what patches change, where there is anything', () => {
    const patched = [
      { field: 'spec.hostNetwork', before: true, after: undefined },
      { field: 'spec.priorityClassName', before: undefined, after: 'db' },
    ];
    assert.deepEqual(JSON.parse(JSON.stringify(describePod({ ...makePreview(), patched }, GIVEN).patched)), [
      { field: 'spec.hostNetwork', before: true, value: null },
      { field: 'spec.priorityClassName', value: 'db' },
    ]);
    assert.ok(!('patched' in describePod(makePreview(), GIVEN)));
  });

  it('has what is left out, where there is anything', () => {
    const leftOut = [{ where: 'env[0]', when: 'ordinal == 1' }];
    assert.deepEqual(describePod(makeMounted(leftOut), GIVEN).leftOut, leftOut);
    assert.ok(!('leftOut' in describePod(makeMounted([]), GIVEN)));
  });

  it('has a message only where it is denied', () => {
    assert.equal(describePod(makeDenied(), GIVEN).message, 'taken');
    assert.ok(!('message' in describePod(makePreview(), GIVEN)));
  });
});
