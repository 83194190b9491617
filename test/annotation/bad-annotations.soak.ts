import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

it('100,000 bad annotations are refused and leave nothing behind', async () => {
  const script = fileURLToPath(new URL('read-bad-annotations.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-old-space-size=64',
    '--expose-gc',
    script,
  ]);
  const [warm, end] = JSON.parse(stdout) as { refused: number; bytes: number }[];
  assert.equal(end?.refused, 100_000);
  const grown = (end?.bytes ?? 0) - (warm?.bytes ?? 0);
  assert.ok(grown < 2 * 1024 * 1024, `grew by ${grown} bytes`);
});
