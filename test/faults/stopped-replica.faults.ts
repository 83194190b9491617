import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sumMetric } from '../e2e/certificates.ts';
import { readWebhookPods, waitForWebhook } from '../e2e/installation.ts';
import { useNamespace } from '../e2e/namespace.ts';
import { applySet, assertComplete, assertNothingLost, assertSomething, underLoad } from './load.ts';
import { signalReplica } from './signal-replica.ts';
import { TIMES } from './times.ts';

const REFUSALS = 'per_pod_config_overload_refusals_total';

/** Seconds. More than the 5 that the API server waits, less than the liveness probe allows. */
const LONG = 20;

/** Seconds. More than half of what there is for an answer: what waited so long is refused, and comes again. */
const SHORT = 2.6;

/** In which a script is under way on every node: more than a container takes to start. */
const SECONDS_TO_BEGIN = 8;

const namespace = useNamespace('stopped-replica');

/** Stops the first so many replicas at the same moment, and has them go on after a while. */
async function stop(count: number, seconds: number): Promise<void> {
  const replicas = (await readWebhookPods()).slice(0, count);
  const moment = Math.ceil(Date.now() / 1_000) + SECONDS_TO_BEGIN;
  const script = `until [ $(date +%s) -ge ${moment} ]; do sleep 0.1; done; send STOP; sleep ${seconds}; send CONT`;
  await Promise.all(replicas.map(replica => signalReplica(namespace, replica, script)));
  await waitForWebhook();
  await sleep(5_000);
}

test('the StatefulSet is there before anything happens', () => applySet(namespace));

for (let time = 1; time <= TIMES; time += 1) {
  test(`all replicas stand still for ${SHORT} s: what waited is refused, comes again, and nothing is lost (${time})`, async t => {
    const before = await sumMetric(REFUSALS);
    assertNothingLost(await underLoad(t, namespace, () => stop(2, SHORT)));
    const refused = (await sumMetric(REFUSALS)) - before;
    t.diagnostic(`${refused} requests were refused with 429`);
    assert.ok(refused > 0, 'requests were refused with 429');
    await assertComplete(namespace);
  });

  test(`a replica stands still for ${LONG} s: the controller goes on, every pod is configured, and the set completes (${time})`, async t => {
    assertSomething(await underLoad(t, namespace, () => stop(1, LONG)));
    await assertComplete(namespace);
  });
}
