import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readStatus } from '../../src/admission/read-status.ts';
import { buildStatus, STATUS_ANNOTATION } from '../../src/admission/status.ts';
import type { LeftOut } from '../../src/annotation/pod-configuration.ts';
import { MAX_STATUS_BYTES, MAX_STATUS_LIST_LENGTH } from '../../src/bounds/bounds.ts';

const CONFIGURATION = {
  ordinal: 2,
  volumes: [],
  env: [],
  envFrom: [],
  patches: [],
  files: {},
  annotationHash: 'hash',
  steps: 0,
  characters: 0,
};

function write(patched: readonly string[], leftOut: readonly LeftOut[]) {
  const status = buildStatus({ ...CONFIGURATION, leftOut }, patched);
  const annotations = { [STATUS_ANNOTATION]: status };
  const read = readStatus({ metadata: { annotations }, spec: { containers: [] } });
  return { bytes: Buffer.byteLength(status), ...read };
}

describe('the status tells what patches have changed and what was left out', () => {
  it('not where there is nothing of the kind', () => {
    const status = write([], []);
    assert.ok(!('patched' in status) && !('leftOut' in status));
  });

  it('all of it where that is short', () => {
    const leftOut = [{ where: 'volumes[1]', when: 'ordinal == 0' }];
    const status = write(['spec.priorityClassName', 'metadata.labels.role'], leftOut);
    assert.deepEqual(status.patched, ['spec.priorityClassName', 'metadata.labels.role']);
    assert.deepEqual(status.leftOut, leftOut);
  });

  it('the first of it, and how much more there is, where that is long', () => {
    const patched = Array.from({ length: 300 }, (_, index) => `spec.${'x'.repeat(200)}${index}`);
    const leftOut = Array.from({ length: 300 }, (_, index) => ({
      where: `env[${index}]`,
      when: 'ordinal == 0 || '.repeat(50),
    }));
    const status = write(patched, leftOut);
    const [fields = [], elements = []] = [status.patched, status.leftOut];
    assert.ok(fields.length > 30 && fields.join('').length <= MAX_STATUS_LIST_LENGTH + 20);
    assert.equal(fields.at(-1), `and ${300 - fields.length + 1} more`);
    assert.deepEqual(elements.at(-1), { where: `and ${300 - elements.length + 1} more`, when: '' });
    assert.ok(status.bytes < MAX_STATUS_BYTES / 2);
  });
});
