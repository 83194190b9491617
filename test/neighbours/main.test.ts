import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NEIGHBOURS } from './neighbours.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Without a cluster, and without Go. */
const run = (args: readonly string[], cache = 'none') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path('main.ts'), ...args], {
    encoding: 'utf8',
    env: { PATH: '', XDG_CACHE_HOME: cache },
  });
  return { status, stdout, stderr };
};

describe('npm run test:neighbours', () => {
  it('lists every neighbour in its help', () => {
    const { status, stdout } = run(['--help']);
    assert.equal(status, 0);
    for (const name of Object.keys(NEIGHBOURS)) assert.ok(stdout.includes(name), name);
  });

  it('names those that it knows when asked for another', () => {
    const { status, stderr } = run(['--only', 'nobody']);
    assert.equal(status, 2);
    assert.match(stderr, /Unsupported value: "nobody": supported values: kruise, /);
  });

  it('says that it needs a cluster', () => {
    const { status, stderr } = run([]);
    assert.deepEqual([status, stderr], [2, 'error: KUBECONFIG must name the cluster to test in\n']);
  });

  it('says that it needs Go', (context: TestContext) => {
    const cache = mkdtempSync(join(tmpdir(), 'neighbours-'));
    context.after(() => rmSync(cache, { recursive: true }));
    const { status, stderr } = run(['--build', '--only', 'kruise'], cache);
    assert.equal(status, 2);
    assert.match(stderr, /error: Go is not on the PATH/);
  });

  for (const name of Object.keys(NEIGHBOURS)) {
    it(`has a folder with tests for ${name}`, () => {
      assert.ok(existsSync(path(name)));
      assert.ok(readdirSync(path(name)).some(file => file.endsWith('.neighbour.ts')));
    });
  }
});
