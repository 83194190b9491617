import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENV_VAR, VOLUME, VOLUME_MOUNT } from '../../../src/admission/compare/core-shapes.ts';
import { findDifference } from '../../../src/admission/compare/find-difference.ts';
import type { Shape } from '../../../src/admission/compare/shape.ts';

type Row = readonly [title: string, shape: Shape, wanted: object, present: object];

const volume = (source: object) => ({ name: 'v', ...source });
const files = (...items: object[]) => volume({ projected: { sources: [{ downwardAPI: { items } }] } });
const valueFrom = (source: object) => ({ name: 'A', valueFrom: source });
const mount = (more: object) => ({ name: 'v', mountPath: '/a', ...more });

describe('two have the same meaning, whoever made them', () => {
  const rows: readonly Row[] = [
    [
      'a mode that the API server adds',
      VOLUME,
      volume({ secret: { secretName: 's' } }),
      volume({ secret: { secretName: 's', defaultMode: 420 } }),
    ],
    [
      'an empty list that it drops',
      VOLUME,
      volume({ configMap: { name: 'c', items: [] } }),
      volume({ configMap: { name: 'c' } }),
    ],
    [
      'what need not be optional',
      VOLUME,
      volume({ configMap: { name: 'c', optional: false } }),
      volume({ configMap: { name: 'c' } }),
    ],
    [
      'a version that it adds',
      VOLUME,
      files({ path: 'a', fieldRef: { fieldPath: 'f' } }),
      files({ path: './a', fieldRef: { fieldPath: 'f', apiVersion: 'v1' } }),
    ],
    ['null', VOLUME, volume({ configMap: { name: 'c' } }), volume({ configMap: { name: 'c' }, csi: null })],
    ['false', VOLUME_MOUNT, mount({ readOnly: false }), mount({})],
    [
      'defaults that nobody writes',
      VOLUME_MOUNT,
      mount({}),
      mount({ mountPropagation: 'None', recursiveReadOnly: 'Disabled' }),
    ],
    ['paths', VOLUME_MOUNT, mount({ subPath: 'a' }), mount({ mountPath: '//a/.', subPath: './a/' })],
    ['the whole volume', VOLUME_MOUNT, mount({ subPath: '' }), mount({ subPathExpr: '' })],
    [
      'files in another order, one of which has no path',
      VOLUME,
      files({ path: 'a' }, { fieldRef: { fieldPath: 'f' } }),
      files({ fieldRef: { fieldPath: 'f' } }, { path: 'a' }),
    ],
    ['an empty value', ENV_VAR, { name: 'A', value: '' }, { name: 'A' }],
    [
      'a value from a field, with the version that it adds',
      ENV_VAR,
      valueFrom({ fieldRef: { fieldPath: 'f' } }),
      valueFrom({ fieldRef: { fieldPath: 'f', apiVersion: 'v1' } }),
    ],
    [
      'a value from a key that need not be optional',
      ENV_VAR,
      valueFrom({ secretKeyRef: { name: 's', key: 'k', optional: false } }),
      valueFrom({ secretKeyRef: { name: 's', key: 'k' } }),
    ],
  ];
  for (const [title, shape, wanted, present] of rows) {
    it(title, () => {
      assert.equal(findDifference(wanted, present, shape, false), undefined);
      assert.equal(findDifference(present, wanted, shape, false), undefined);
    });
  }
});

describe('only what was added may have what policies set', () => {
  const rows: readonly Row[] = [
    [
      'a mode',
      VOLUME,
      volume({ configMap: { name: 'c' } }),
      volume({ configMap: { name: 'c', defaultMode: 288 } }),
    ],
    [
      'optional',
      VOLUME,
      volume({ configMap: { name: 'c' } }),
      volume({ configMap: { name: 'c', optional: true } }),
    ],
    [
      'optional, of a variable',
      ENV_VAR,
      valueFrom({ configMapKeyRef: { name: 'c', key: 'k' } }),
      valueFrom({ configMapKeyRef: { name: 'c', key: 'k', optional: true } }),
    ],
    ['a mode of one file', VOLUME, files({ path: 'a' }), files({ path: 'a', mode: 0 })],
    ['propagation', VOLUME_MOUNT, mount({}), mount({ mountPropagation: 'HostToContainer' })],
    ['a field of a later Kubernetes', VOLUME_MOUNT, mount({}), mount({ later: {} })],
  ];
  for (const [title, shape, wanted, present] of rows) {
    it(title, () => {
      assert.equal(findDifference(wanted, present, shape, true), undefined);
      assert.notEqual(findDifference(wanted, present, shape, false), undefined);
    });
  }
});

describe('what differs is named, with what was expected and what came', () => {
  const rows: readonly (readonly [...Row, field: string, expected: string, got: string])[] = [
    [
      'an object',
      VOLUME,
      volume({ secret: { secretName: 'a' } }),
      volume({ secret: { secretName: 'b' } }),
      'secret.secretName',
      '"a"',
      '"b"',
    ],
    ['a type', VOLUME, volume({ secret: {} }), volume({ later: {} }), 'source', 'secret', 'later'],
    [
      'two types',
      VOLUME,
      volume({ secret: {} }),
      volume({ secret: {}, csi: {} }),
      'source',
      'secret',
      'csi and secret',
    ],
    ['no type', VOLUME, volume({ secret: {} }), volume({}), 'source', 'secret', 'none'],
    [
      'a projection',
      VOLUME,
      volume({ projected: { sources: [{ secret: {} }] } }),
      volume({ projected: { sources: [{ serviceAccountToken: {} }] } }),
      'projected.sources[0]',
      'secret',
      'serviceAccountToken',
    ],
    [
      'a file, wherever it stands',
      VOLUME,
      files({ path: 'a', fieldRef: { fieldPath: 'x' } }, { path: 'b', fieldRef: { fieldPath: 'y' } }),
      files({ path: 'b', fieldRef: { fieldPath: 'z' } }, { path: 'a', fieldRef: { fieldPath: 'x' } }),
      'projected.sources[0].downwardAPI.items[1].fieldRef.fieldPath',
      '"y"',
      '"z"',
    ],
    [
      'a list that is none',
      VOLUME,
      volume({ configMap: { items: [{ path: 'a' }] } }),
      volume({ configMap: { items: { a: 'secret' } } }),
      'configMap.items',
      '1 entry',
      'an object',
    ],
    [
      'a list that is none, of its length',
      VOLUME,
      volume({ configMap: { items: [{ path: 'a' }] } }),
      volume({ configMap: { items: { length: 1 } } }),
      'configMap.items',
      '1 entry',
      'an object',
    ],
    [
      'a list in place of an object',
      VOLUME,
      volume({ configMap: { items: { length: 1 } } }),
      volume({ configMap: { items: [{ path: 'a' }] } }),
      'configMap.items',
      'an object',
      '1 entry',
    ],
    [
      'a longer list',
      VOLUME,
      volume({ configMap: { items: [{ path: 'a' }] } }),
      volume({ configMap: { items: [{ path: 'a' }, { path: 'b' }] } }),
      'configMap.items',
      '1 entry',
      '2 entries',
    ],
    [
      'a text in place of an object',
      VOLUME,
      volume({ configMap: {} }),
      volume({ configMap: 'c' }),
      'configMap',
      'an object',
      '"c"',
    ],
    [
      'a reference to something else',
      ENV_VAR,
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'a' } } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'b' } } },
      'valueFrom.fieldRef.fieldPath',
      '"a"',
      '"b"',
    ],
    [
      'a reference of another kind',
      ENV_VAR,
      { name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'k' } } },
      { name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'k' } } },
      'valueFrom',
      'secretKeyRef',
      'configMapKeyRef',
    ],
    [
      'a reference in place of a value',
      ENV_VAR,
      { name: 'A', value: 'a' },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'b' } } },
      'value',
      '"a"',
      '""',
    ],
    [
      'an expression in a path',
      VOLUME_MOUNT,
      mount({}),
      mount({ subPathExpr: '$(A)' }),
      'subPathExpr',
      '""',
      '"$(A)"',
    ],
    [
      'a reference in place of a value',
      ENV_VAR,
      { name: 'A', value: '1' },
      { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      'value',
      '"1"',
      '""',
    ],
    [
      'a value of a later Kubernetes',
      ENV_VAR,
      { name: 'A' },
      { name: 'A', valueOf: {} },
      'source',
      'none',
      'valueOf',
    ],
  ];
  for (const [title, shape, wanted, present, field, expected, got] of rows) {
    it(title, () => {
      assert.deepEqual(findDifference(wanted, present, shape, true), { field, expected, got });
    });
  }

  it('in few words', () => {
    const difference = findDifference(mount({}), mount({ subPath: 'x'.repeat(9_999) }), VOLUME_MOUNT, true);
    assert.equal(difference?.got.length, 260);
  });

  it('even if its name is one that JavaScript knows', () => {
    const present = JSON.parse('{"name": "v", "configMap": {}, "__proto__": {}}') as object;
    const difference = findDifference(volume({ configMap: {} }), present, VOLUME, true);
    assert.equal(difference?.got, '__proto__ and configMap');
  });
});
