import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintObject } from '../../src/lint/lint-object.ts';
import type { FoundObject } from '../../src/yaml/kubernetes-object.ts';
import { makeObject } from './read-sets.ts';

const MIB = 2 ** 20;
const encoded = (bytes: number) => Buffer.alloc(bytes).toString('base64');

/** What is found in it, by code. */
const ROWS: readonly [title: string, kind: string, fields: object, codes: readonly string[]][] = [
  ['a text of 1 MiB', 'ConfigMap', { data: { k: 'x'.repeat(MIB) } }, []],
  ['a text of a byte more', 'ConfigMap', { data: { k: 'x'.repeat(MIB + 1) } }, ['too-large']],
  ['letters of two bytes', 'ConfigMap', { data: { k: 'é'.repeat(MIB / 2 + 1) } }, ['too-large']],
  ['two texts of 1 MiB together', 'ConfigMap', { data: { a: 'x'.repeat(MIB - 1), b: 'x' } }, []],
  ['two of a byte more', 'ConfigMap', { data: { a: 'x'.repeat(MIB), b: 'x' } }, ['too-large']],
  ['binary data of 1 MiB', 'ConfigMap', { binaryData: { k: encoded(MIB) } }, []],
  ['binary data of more', 'ConfigMap', { binaryData: { k: encoded(MIB + 3) } }, ['too-large']],
  ['both of 1 MiB together', 'ConfigMap', { data: { a: 'x' }, binaryData: { b: encoded(MIB - 1) } }, []],
  ['both of more', 'ConfigMap', { data: { a: 'x' }, binaryData: { b: encoded(MIB) } }, ['too-large']],
  ['a Secret of 1 MiB', 'Secret', { data: { k: encoded(MIB) } }, []],
  ['a Secret of more', 'Secret', { data: { k: encoded(MIB + 3) } }, ['too-large']],
  ['a Secret of 1 MiB as text', 'Secret', { stringData: { k: 'x'.repeat(MIB) } }, []],
  ['a Secret of more as text', 'Secret', { stringData: { k: 'x'.repeat(MIB + 1) } }, ['too-large']],
  ['a key that is none', 'Secret', { stringData: { 'a b': 'x', c: 'y' } }, ['invalid-name']],
  ['no data', 'Secret', {}, []],
  ['the data of a StatefulSet, which has none', 'StatefulSet', { data: { 'a b': 'x' } }, []],
  ['another kind', 'Deployment', { data: { 'a b': 'x'.repeat(MIB + 1) } }, []],
];

/** What no client gets in. */
const listErrors = (found: FoundObject) =>
  lintObject(found)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

describe('in one object, lint finds what the API server would refuse', () => {
  for (const [title, kind, fields, codes] of ROWS) {
    it(`${title}: ${codes.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(listErrors(makeObject(kind, 'm', fields)), codes);
    });
  }

  it('a name with dots, which a StatefulSet of Kubernetes cannot have, but one of OpenKruise and other objects can', () => {
    const find = (kind: string, apiVersion: string, name: string) => {
      const { object, ...found } = makeObject(kind, name);
      return lintObject({ ...found, object: { ...object, apiVersion } }).map(({ code }) => code);
    };
    assert.deepEqual(find('StatefulSet', 'apps/v1', 'a.b'), ['invalid-name']);
    assert.deepEqual(find('StatefulSet', 'apps/v1', 'a-b'), []);
    assert.deepEqual(find('StatefulSet', 'apps.kruise.io/v1beta1', 'a.b'), []);
    assert.deepEqual(find('ConfigMap', 'v1', 'a.b'), []);
  });

  it('as an error, since the API server would refuse it', () => {
    const large = { k: 'x'.repeat(MIB + 1) };
    const findings = [
      ...lintObject(makeObject('ConfigMap', 'm', { data: large })),
      ...lintObject(makeObject('ConfigMap', 'm', {}, { annotations: large })),
    ];
    assert.deepEqual(
      findings.map(({ code, severity }) => [code, severity]),
      [
        ['too-large', 'error'],
        ['too-large', 'error'],
      ],
    );
  });

  it('annotations of a template, which its pods have', () => {
    const annotations = { a: 'x'.repeat(2 ** 18) };
    const spec = { template: { metadata: { annotations } } };
    assert.deepEqual(
      lintObject(makeObject('StatefulSet', 'm', { spec })).map(({ code }) => code),
      ['too-large'],
    );
  });

  it('a name that is none, but for kinds that are not looked at', () => {
    const codesOf = (kind: string) => lintObject(makeObject(kind, 'M_1')).map(({ code }) => code);
    for (const kind of ['StatefulSet', 'ConfigMap', 'Secret'])
      assert.deepEqual(codesOf(kind), ['invalid-name']);
    assert.deepEqual(codesOf('Deployment'), []);
  });

  it('annotations of more than 256 KiB with their keys', () => {
    const find = (length: number) =>
      lintObject(
        makeObject('StatefulSet', 'm', {}, { annotations: { key: 'x', a: 'x'.repeat(length) } }),
      ).filter(({ severity }) => severity === 'error');
    const rest = 'keyxa'.length;
    assert.deepEqual(find(2 ** 18 - rest), []);
    assert.match(
      find(2 ** 18 - rest + 1)[0]?.message ?? '',
      /^expected .* at most 262144 bytes, got 262145:/,
    );
  });
});
