import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NAME, readWebhookPods, waitForWebhook } from '../e2e/installation.ts';
import { kubectl } from '../e2e/kubectl.ts';
import { useNamespace } from '../e2e/namespace.ts';
import { until } from '../e2e/until.ts';
import { applySet, assertComplete, assertSomething, underLoad } from './load.ts';
import { signalReplica } from './signal-replica.ts';
import { TIMES } from './times.ts';

/** Seconds, and some more: the kubelet waits longer each time, up to five minutes. It counts with `--times`. */
const LONGEST_BACK_OFF = 330;

const namespace = useNamespace('killed-replica');

const countRestarts = async () =>
  (await readWebhookPods()).reduce(
    (sum, { status }) => sum + (status?.containerStatuses?.[0]?.restartCount ?? 0),
    0,
  );

/** Kills so many replicas with SIGKILL at about the same time, and waits until all are ready again. */
async function kill(count: number): Promise<void> {
  const before = await countRestarts();
  const replicas = (await readWebhookPods()).slice(0, count);
  assert.equal(replicas.length, count);
  await Promise.all(replicas.map(replica => signalReplica(namespace, replica, 'send KILL')));
  await until(
    'the killed ones have been started again',
    async () => assert.equal(await countRestarts(), before + count),
    LONGEST_BACK_OFF,
  );
  await waitForWebhook();
  await sleep(3_000); // time for those who route to hear of it, and for more pods to be made
}

test('the StatefulSet is there before anything happens', () => applySet(namespace));

for (let time = 1; time <= TIMES; time += 1) {
  test(`a replica is killed: the controller goes on, every pod is configured, and the set completes (${time})`, async t => {
    assertSomething(await underLoad(t, namespace, () => kill(1)));
    await assertComplete(namespace);
  });

  test(`all replicas are killed: the controller goes on when they are back, every pod is configured, and the set completes (${time})`, async t => {
    assertSomething(await underLoad(t, namespace, () => kill(2)));
    await assertComplete(namespace);
  });

  test(`a replica's pod is deleted by force: the controller goes on, every pod is configured, and the set completes (${time})`, async t => {
    const outcome = await underLoad(t, namespace, async () => {
      const [replica] = await readWebhookPods();
      await kubectl([
        'delete',
        'pod',
        replica?.metadata?.name ?? '',
        '-n',
        NAME,
        '--force',
        '--grace-period=0',
      ]);
      await waitForWebhook();
      await sleep(3_000);
    });
    assertSomething(outcome);
    await assertComplete(namespace);
  });
}
