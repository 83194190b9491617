import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintObject } from '../../src/lint/lint-object.ts';
import { makeObject } from './read-sets.ts';

const LIMIT = 262_144;
const KEY = 'kubectl.kubernetes.io/last-applied-configuration';

const find = (kind: string, fields: object, metadata: object = {}) =>
  lintObject(makeObject(kind, 'm', fields, metadata)).map(({ code, severity }) => `${code} ${severity}`);

/** What kubectl 1.37 was seen to write into the annotation: keys in order, the namespace, a newline. */
const writeApplied = (data: string) =>
  `{"apiVersion":"v1","data":{"k":"${data}"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"m","namespace":"default"}}\n`;

describe('an object that kubectl apply makes too large', () => {
  const fill = LIMIT - KEY.length - writeApplied('').length;

  it('is a warning from the first byte on', () => {
    assert.deepEqual(find('ConfigMap', { data: { k: 'x'.repeat(fill) } }), []);
    assert.deepEqual(find('ConfigMap', { data: { k: 'x'.repeat(fill + 1) } }), ['too-large warning']);
  });

  it('is measured with the escapes of Go', () => {
    for (const [text, bytes] of [
      ['<', 6],
      ['&', 6],
      ['\u2028', 6],
      ['é', 2],
      ['\n', 2],
      ['"', 2],
      ['\u007f', 1],
    ] as const) {
      const data = (more: number) => ({ data: { k: text + 'x'.repeat(fill - bytes + more) } });
      assert.deepEqual(find('ConfigMap', data(0)), [], JSON.stringify(text));
      assert.deepEqual(find('ConfigMap', data(1)), ['too-large warning'], JSON.stringify(text));
    }
  });

  it('has its other annotations counted twice, and not one that kubectl wrote before', () => {
    const annotations = (length: number) => ({
      annotations: { a: 'y'.repeat(length), [KEY]: 'z'.repeat(LIMIT / 2) },
    });
    const half = Math.floor((fill - '"a":""'.length - 'a'.length) / 2);
    const rest = { data: { k: 'x'.repeat((fill - '"a":""'.length - 'a'.length) % 2) } };
    assert.deepEqual(find('ConfigMap', rest, annotations(half)), []);
    assert.deepEqual(find('ConfigMap', rest, annotations(half + 1)), ['too-large warning']);
  });

  it('may be a Secret or a StatefulSet, and no other kind is looked at', () => {
    const text = 'x'.repeat(LIMIT);
    assert.deepEqual(find('Secret', { stringData: { k: text } }), ['too-large warning']);
    assert.deepEqual(find('StatefulSet', { spec: { template: { spec: text } } }), ['too-large warning']);
    assert.deepEqual(find('Deployment', { spec: text }), []);
  });

  it('is told once where it is too large for every client', () => {
    assert.deepEqual(find('ConfigMap', { data: { k: 'x'.repeat(2 ** 20 + 1) } }), ['too-large error']);
    assert.deepEqual(find('ConfigMap', {}, { annotations: { a: 'x'.repeat(LIMIT) } }), ['too-large error']);
  });
});
