import { test } from 'node:test';
import { NAME, waitForWebhook } from '../e2e/installation.ts';
import { kubectl } from '../e2e/kubectl.ts';
import { useNamespace } from '../e2e/namespace.ts';
import { applySet, assertComplete, assertNothingLost, underLoad } from './load.ts';
import { amount } from './times.ts';

const RESTARTS = amount(10, 3);

const namespace = useNamespace('rolling-restarts');

/** Replaces every replica of the webhook, and waits for the last of the former ones to be gone. */
async function restartWebhook(): Promise<void> {
  await kubectl(['rollout', 'restart', `deployment/${NAME}`, '-n', NAME]);
  await waitForWebhook();
}

test(`${RESTARTS} rolling restarts of the webhook lose no admission`, async t => {
  await applySet(namespace);
  const outcome = await underLoad(t, namespace, async () => {
    for (let time = 0; time < RESTARTS; time += 1) await restartWebhook();
  });
  assertNothingLost(outcome);
  await assertComplete(namespace);
});
