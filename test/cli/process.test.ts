import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { promisify, stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

const PROGRAM = `${process.execPath} src/main.ts`;

describe('the commands as a process', () => {
  let folder: string;
  let many: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-'));
    many = join(folder, 'many.yaml');
    const set = (index: number) =>
      `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web${index}, annotations: {per-pod-config: /a}}\n` +
      'spec: {replicas: 100, template: {spec: {containers: [{name: a}]}}}\n';
    await writeFile(many, Array.from({ length: 20 }, (_, index) => set(index)).join(''));
  });
  after(() => rm(folder, { recursive: true }));

  /** Runs a line in a shell that fails as the first command of a pipe does. */
  const shell = async (line: string, env = process.env) => {
    const child = spawn('bash', ['-o', 'pipefail', '-c', line], { stdio: ['ignore', 'pipe', 'pipe'], env });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = (await once(child, 'exit')) as [number];
    const [stdout, stderr] = await output;
    return { code, stdout, stderr };
  };

  it('read from a pipe, and write into one: plain, one row a line', async () => {
    const folder = 'manifests/examples/node-config';
    const { code, stdout, stderr } = await shell(
      `(cat ${folder}/configmaps.yaml; echo ---; cat ${folder}/statefulset.yaml) | ${PROGRAM} preview - | awk '{print $1, $4}'`,
    );
    assert.deepEqual(
      { code, stdout, stderr },
      { code: 0, stdout: 'POD WHERE\nweb-0 node-0\nweb-1 node-1\n', stderr: '' },
    );
  });

  it('read what another program writes: as a file, from standard input, and as a stream of JSON', async () => {
    const folder = 'manifests/examples/node-config';
    const files = `${folder}/configmaps.yaml ${folder}/statefulset.yaml`;
    const yaml = `awk 'FNR == 1 {print "---"} 1' ${files}`;
    for (const [input, before] of [
      [`<(${yaml})`, ''],
      ['-', `${yaml} | `],
      ['/dev/stdin', `${yaml} | `],
    ]) {
      for (const command of ['lint --strict', 'preview', 'why web-0 -f']) {
        const { code, stderr } = await shell(`${before}${PROGRAM} ${command} ${input}`);
        assert.equal(code, 0, `${command} ${input}: ${stderr}`);
      }
    }
    const json = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}';
    const { code, stdout } = await shell(`echo '${json}${json} x' | ${PROGRAM} lint -`);
    assert.deepEqual([code, stdout.split('\n')[0]?.slice(0, 30)], [1, '<stdin>:1:138: error: expected']);
  });

  it('end in one sentence and with 2 where a file cannot be read', async () => {
    for (const command of ['lint', 'preview', 'why web-0 -f']) {
      for (const path of ['/nowhere', 'package.json/x', "''", '/proc/self/mem']) {
        const { code, stdout, stderr } = await shell(`${PROGRAM} ${command} ${path}`);
        assert.deepEqual([code, stdout], [2, ''], `${command} ${path}`);
        assert.match(stderr, /^error: expected a file or a folder, got ".*", which .*: .*\n$/);
      }
    }
  });

  it('are content when nobody reads on', async () => {
    for (const command of ['preview', 'lint -o json', 'preview -o yaml']) {
      const { code, stdout, stderr } = await shell(`${PROGRAM} ${command} ${many} | head -n 1`);
      assert.deepEqual([code, stdout.split('\n').length], [0, 2], stderr);
      assert.doesNotMatch(stderr, /EPIPE|at .*node:/);
    }
  });

  it('end with 0, 1 and 2', async () => {
    const codes = [];
    for (const args of ['lint manifests/examples', `lint --strict -n x ${many}`, 'lint /nowhere', 'lint']) {
      codes.push((await shell(`${PROGRAM} ${args}`)).code);
    }
    codes.push((await shell(`echo 'a: [' | ${PROGRAM} lint -`)).code);
    assert.deepEqual(codes, [0, 0, 2, 2, 1]);
  });

  it('end when they are interrupted while they wait for input', async () => {
    const child = spawn(process.execPath, ['src/main.ts', 'preview', '-'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stderr = text(child.stderr);
    setTimeout(() => child.kill('SIGINT'), 700);
    const [code] = (await once(child, 'exit')) as [number];
    assert.deepEqual([code, await stderr], [1, 'error: interrupted\n']);
  });

  const script = '/usr/bin/script';
  const skip = existsSync(script) ? false : `${script} (util-linux) is not there`;
  for (const columns of [80, 120]) {
    it(`fit a real terminal of ${columns} columns, in colour unless NO_COLOR is set`, { skip }, async () => {
      const line = `stty cols ${columns}; ${PROGRAM} preview manifests/examples`;
      const inTerminal = async (env: NodeJS.ProcessEnv) =>
        (await promisify(execFile)(script, ['-qec', line, '/dev/null'], { env })).stdout;
      const { NO_COLOR, FORCE_COLOR, ...env } = process.env;
      const coloured = await inTerminal({ ...env, TERM: 'xterm' });
      assert.ok(coloured.includes('\u001b[32mpresent'));
      const lines = stripVTControlCharacters(coloured).split(/\r?\n/);
      assert.ok(lines.some(one => one.startsWith('│ web-0')));
      assert.deepEqual(
        lines.filter(one => stringWidth(one) > columns),
        [],
      );
      assert.ok(!(await inTerminal({ ...env, NO_COLOR: '1' })).includes('\u001b[32m'));
    });
  }
});
