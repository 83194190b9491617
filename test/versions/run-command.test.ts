import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { runCommand } from './run-command.ts';

const run = (script: string, signal: AbortSignal, onLine?: (line: string) => void) => {
  const log = new PassThrough();
  const ended = runCommand('sh', ['-c', script], {
    cwd: '/',
    env: process.env,
    log,
    signal,
    ...(onLine && { onLine }),
  });
  return { ended, log };
};
const never = new AbortController().signal;

it('a command gives its output, line by line too, and its errors go into the log', async () => {
  const lines: string[] = [];
  const { ended, log } = run('echo a; echo wrong >&2; echo b', never, line => lines.push(line));
  assert.equal(await ended, 'a\nb');
  assert.deepEqual(lines, ['a', 'b']);
  assert.equal(await text(log.end()), 'wrong\n');
});

it('a command that fails, or is not there, is an error that names it', async () => {
  await assert.rejects(run('exit 3', never).ended, /^Error: sh -c exit 3 ended with 3$/);
  const options = { cwd: '/', env: process.env, log: new PassThrough(), signal: never };
  await assert.rejects(runCommand('/nowhere', [], options), /ENOENT/);
});

it('a command that is stopped takes with it what it has started', { timeout: 60_000 }, async () => {
  const controller = new AbortController();
  const { ended } = run('sleep 600 & echo started; wait', controller.signal, () => {
    controller.abort(new Error('enough'));
  });
  // Its output ends only with the last process that could write to it.
  await assert.rejects(ended, /enough/);
});

it('nothing is started once it is stopped', async () => {
  const lines: string[] = [];
  const { ended } = run('echo a', AbortSignal.abort(new Error('enough')), line => lines.push(line));
  await assert.rejects(ended, /enough/);
  assert.deepEqual(lines, []);
});
