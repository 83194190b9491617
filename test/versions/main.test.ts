import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const callOf = (files: string, ...releases: string[]) => [
  ...['--cluster', file('fake-cluster'), '--files', files],
  ...releases.flatMap(release => ['--release', release]),
];

describe('npm run test:versions', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const start = (...args: string[]) => {
    const env = { ...process.env, FAKE: folder, CLUSTER_NAME: 'fake', TMPDIR: folder };
    return spawn(process.execPath, [file('main.ts'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  };
  const endOf = async (child: ChildProcessByStdio<null, Readable, Readable>) => {
    const code = new Promise(resolve => child.on('close', resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await code, stdout, stderr };
  };
  const run = (...args: string[]) => endOf(start(...args));
  const callsFor = async (release: string) =>
    (await readFile(join(folder, 'calls'), 'utf8'))
      .split('\n')
      .filter(line => line.startsWith(`${release} fake-${release.replaceAll('.', '-')} `))
      .map(line => line.split(' ')[2]);

  it('starts, tests and stops a cluster of each release, and makes the image once', async () => {
    const { code, stdout } = await run(...callOf('good', '1.34.4', '1.36.3'));
    assert.equal(code, 0);
    const versions = ['exec', 'exec', 'exec', 'exec', 'logs'];
    const rest = ['down', 'up', 'load', ...versions, 'exec', 'down'];
    assert.deepEqual(await callsFor('1.34.4'), ['build', 'image', ...rest]);
    assert.deepEqual(await callsFor('1.36.3'), ['build', ...rest]);
    assert.match(stdout, /^\| Kubernetes \| 1\.34\.4 \| 1\.36\.3 \|$/m);
    assert.match(stdout, /^\| containerd \| 2\.4\.2 \| 2\.4\.2 \|$/m);
    assert.match(stdout, /not written/);
  });

  it('goes on with the other releases when one cannot be started, stops that one, and names its log', async () => {
    await writeFile(join(folder, 'fail-1.34.4'), 'up');
    const { code, stdout, stderr } = await run(...callOf('good', '1.34.4', '1.35.4'));
    assert.equal(code, 1);
    assert.match(stdout, /^- 1\.34\.4: failed to start the cluster$/m);
    assert.match(stdout, /^\| tests passed \| 0 \| 1 \|$/m);
    assert.equal((await callsFor('1.34.4')).at(-1), 'down');
    const [, log = ''] = /the log is (.*)/.exec(stderr) ?? [];
    assert.match(await readFile(log, 'utf8'), /ended with 3/);
  });

  for (const [files, said] of [
    ['bad', /^- 1\.36\.3: \*b\*$/m],
    ['broken', /^- 1\.36\.3: failed to run the tests$/m],
    ['killed', /^- 1\.36\.3: failed to run the tests$/m],
    ['none', /^- 1\.36\.3: failed to run the tests$/m],
  ] as const) {
    it(`exits with 1 and stops the cluster when the tests are ${files}`, async () => {
      const { code, stdout } = await run(...callOf(files, '1.36.3'));
      assert.equal(code, 1);
      assert.match(stdout, said);
      assert.equal((await callsFor('1.36.3')).at(-1), 'down');
    });
  }

  it('stops the clusters when it is interrupted, begins no other, and exits with 130', async () => {
    const child = start(...callOf('hanging', '1.36.3', '1.37.2'));
    const end = endOf(child);
    const isTesting = async () =>
      existsSync(join(folder, 'calls')) &&
      (await readFile(join(folder, 'calls'), 'utf8')).includes('hanging');
    while (!(await isTesting())) await sleep(20);
    child.kill('SIGINT');
    const { code, stdout } = await end;
    assert.deepEqual([code, stdout], [130, '']);
    assert.equal((await callsFor('1.36.3')).at(-1), 'down');
    assert.deepEqual(await callsFor('1.37.2'), []);
  });

  it('says where it looked for the script that starts clusters, and exits with 2', async () => {
    const { code, stderr } = await run('--cluster', '/nowhere/cluster');
    assert.equal(code, 2);
    assert.match(stderr, /\/nowhere\/cluster: name it with --cluster PATH/);
  });

  it('exits with 2 for a release that is not supported', async () => {
    const { code, stderr } = await run('--release', '1.20.2');
    assert.deepEqual(
      [code, stderr],
      [2, 'error: --release: expected one of 1.34.4, 1.35.4, 1.36.3, 1.37.2, got "1.20.2"\n'],
    );
  });
});
