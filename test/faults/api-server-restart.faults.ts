import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitForWebhook } from '../e2e/installation.ts';
import { kubectl } from '../e2e/kubectl.ts';
import { useNamespace } from '../e2e/namespace.ts';
import { runCommand } from '../e2e/program.ts';
import { until } from '../e2e/until.ts';
import {
  applySet,
  assertComplete,
  assertNothingLost,
  assertSomething,
  readUids,
  underLoad,
  waitForNewPods,
} from './load.ts';
import { TIMES } from './times.ts';

/** A shell command that ends the API server and starts it again: every cluster has its own way. */
const COMMAND = process.env['RESTART_API_SERVER'];

const namespace = useNamespace('api-server-restart');

/** Restarts the API server, and waits until the controller has made pods since. */
async function restartApiServer(): Promise<void> {
  const { code, stderr } = await runCommand('sh', ['-c', COMMAND ?? 'exit 1']);
  assert.equal(code, 0, stderr);
  await until('the API server is ready', () => kubectl(['get', '--raw', '/readyz']));
  await waitForNewPods(namespace, await readUids(namespace));
}

const options = { skip: COMMAND === undefined && 'RESTART_API_SERVER is no command that restarts it' };

for (let time = 1; time <= TIMES; time += 1) {
  test(
    `the API server restarts: pods are made again as soon as it is back, each configured (${time})`,
    options,
    async t => {
      if (time === 1) await applySet(namespace);
      assertSomething(await underLoad(t, namespace, restartApiServer, { apiServerMayFail: true }));
      await waitForWebhook();
      await assertComplete(namespace);
      assertNothingLost(await underLoad(t, namespace, () => sleep(15_000)));
    },
  );
}
