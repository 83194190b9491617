import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeAllOrNone } from '../../src/certificates/write-all-or-none.ts';

test('if one file cannot be put in its place, none is', async t => {
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  t.after(() => rm(directory, { recursive: true }));
  await mkdir(join(directory, 'b'));
  const files = ['a', 'b', 'c'].map(name => ({ name, content: name, mode: 0o600 }));
  await assert.rejects(writeAllOrNone(directory, files), { code: 'EISDIR' });
  assert.deepEqual(await readdir(directory), ['b']);
});
