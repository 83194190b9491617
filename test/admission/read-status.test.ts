import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readStatus } from '../../src/admission/read-status.ts';
import { MAX_STATUS_BYTES } from '../../src/bounds/bounds.ts';

const STATUS = {
  ordinal: 2,
  volumes: [
    { name: 'conf', mountPath: '/conf', configMap: 'node-2' },
    { name: 'tls', secret: 'web-2-tls' },
    { name: 'all', mountPath: '/all', sources: [{ configMap: 'base' }, { files: ['a', 'b'] }] },
  ],
  env: ['A'],
  envFrom: [{ secret: 'env-2' }],
  patched: ['metadata.labels.role'],
  leftOut: [{ where: 'env[0]', when: 'ordinal == 0' }],
  annotationHash: 'abc',
};

const read = (annotations: Record<string, string> | null | undefined) =>
  readStatus({ metadata: annotations === undefined ? {} : { annotations }, spec: { containers: [] } });
const readText = (text: string) => read({ 'per-pod-config/status': text });

describe('the status of a pod', () => {
  it('is what its annotation says', () => {
    assert.deepEqual(readText(JSON.stringify(STATUS)), STATUS);
    const { env, envFrom, patched, leftOut, ...least } = STATUS;
    assert.deepEqual(readText(JSON.stringify(least)), least);
  });

  it('is unknown of a pod that was not configured', () => {
    for (const annotations of [undefined, null, {}, { other: JSON.stringify(STATUS) }]) {
      assert.equal(read(annotations), undefined);
    }
  });

  it('is unknown where it is longer than ours can be: that is not even read', () => {
    const padded = (length: number) => JSON.stringify(STATUS).padEnd(length);
    assert.deepEqual(readText(padded(MAX_STATUS_BYTES)), STATUS);
    assert.equal(readText(padded(MAX_STATUS_BYTES + 1)), undefined);
  });

  it('is unknown where the annotation is no JSON', () => assert.equal(readText('{'), undefined));

  for (const [what, changes] of Object.entries<object>({
    'an ordinal that is missing': { ordinal: undefined },
    'an ordinal that is no whole number': { ordinal: 1.5 },
    'volumes that are missing': { volumes: undefined },
    'volumes that are no list': { volumes: {} },
    'a volume without a name': { volumes: [{ mountPath: '/conf' }] },
    'a mountPath that is no text': { volumes: [{ name: 'conf', mountPath: 7 }] },
    'a ConfigMap that is no text': { volumes: [{ name: 'conf', configMap: {} }] },
    'a Secret that is no text': { volumes: [{ name: 'conf', secret: [] }] },
    'files that are no list': { volumes: [{ name: 'conf', files: 'a' }] },
    'files that are no texts': { volumes: [{ name: 'conf', files: [1] }] },
    'sources that are no list': { volumes: [{ name: 'conf', sources: {} }] },
    'a source that is no mapping': { volumes: [{ name: 'conf', sources: ['base'] }] },
    'a source of something that is no text': { volumes: [{ name: 'conf', sources: [{ configMap: 1 }] }] },
    'variables that are no texts': { env: [{}] },
    'sources of variables that are no mappings': { envFrom: ['env-2'] },
    'patched fields that are no texts': { patched: [{}] },
    'an element that was left out, without its condition': { leftOut: [{ where: 'env[0]' }] },
    'a hash that is missing': { annotationHash: undefined },
    'a hash that is no text': { annotationHash: 7 },
  })) {
    it(`is unknown where somebody has written ${what}`, () => {
      assert.equal(readText(JSON.stringify({ ...STATUS, ...changes })), undefined);
    });
  }
});
