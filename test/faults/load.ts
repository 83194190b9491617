import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1PodList } from '@kubernetes/client-node';
import {
  type Admitted,
  createAndDelete,
  streamAdmissions,
  tryOut,
  type Way,
} from '../e2e/admission-stream.ts';
import { churn } from '../e2e/churn.ts';
import { kubectl, read } from '../e2e/kubectl.ts';
import { assertMounted, readPods, waitForStatefulSet } from '../e2e/pods.ts';
import { countRejections } from '../e2e/rejections.ts';
import { until } from '../e2e/until.ts';

const MANIFEST = fileURLToPath(new URL('../e2e/manifests/churn.yaml', import.meta.url));
const SET = 'churn';
const REPLICAS = 3;

/** Seconds. After a restart of the API server, the kubelet was seen to need more than half a minute to delete pods. */
const PATIENCE = 180;

/** What came of the pods that were made meanwhile. */
export interface Outcome extends Admitted {
  /** How many the StatefulSet controller made. */
  readonly byController: number;
  /**
   * How many calls the API server counts that the webhook refused, or that did not reach it: the stream's and the
   * controller's, which tries again.
   */
  readonly rejections: number;
}

/** Makes the StatefulSet whose pods are made and deleted, and waits until it is complete. */
export async function applySet(namespace: string): Promise<void> {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, SET);
}

/**
 * Has pods made and deleted without pause while `act` goes on, and until the controller made some since it began: by
 * the StatefulSet controller, directly, and as dry runs. Every one that is made is looked at: none may be there
 * without its configuration.
 */
export async function underLoad(
  t: TestContext,
  namespace: string,
  act: () => Promise<unknown>,
  { apiServerMayFail = false } = {},
): Promise<Outcome> {
  const before = await countRejections();
  const stream = await streamAdmissions(namespace, SET, WAYS);
  t.after(() => stream.stop());
  const former = await readUids(namespace);
  let isOver = false;
  const acting = act()
    .then(() => waitForNewPods(namespace, former))
    .finally(() => {
      isOver = true;
    });
  const onError = apiServerMayFail ? () => {} : undefined;
  const [seen] = await Promise.all([churn(namespace, SET, () => isOver, onError), acting]);
  const admitted = await stream.stop();
  const after = await countRejections();
  const rejections = after < before ? after : after - before; // a restarted API server counts from 0
  const outcome = { ...admitted, byController: seen.difference(former).size, rejections };
  tell(t, outcome);
  return outcome;
}

/** Waits until the StatefulSet's pods are there, and others than those with these uids. The kubelet takes its time. */
export async function waitForNewPods(namespace: string, former: ReadonlySet<string>): Promise<void> {
  const look = async () => {
    const made = (await readUids(namespace)).difference(former);
    assert.ok(made.size >= REPLICAS, `${made.size} of ${REPLICAS} pods are new`);
  };
  await until('the controller makes pods again', look, PATIENCE);
}

/** The uids of the StatefulSet's pods. */
export async function readUids(namespace: string): Promise<ReadonlySet<string>> {
  return new Set((await readPods(namespace, SET)).map(({ metadata }) => metadata?.uid ?? ''));
}

const WAYS: readonly Way[] = [tryOut, tryOut, createAndDelete];

function tell(t: TestContext, { admitted, failures, slowest, byController, rejections }: Outcome): void {
  t.diagnostic(
    `${admitted} calls admitted and ${failures.length} failed, the slowest took ${Math.round(slowest)} ms; ` +
      `${byController} pods by the controller; the API server counts ${rejections} rejections`,
  );
  for (const failure of [...new Set(failures)].slice(0, 5)) t.diagnostic(failure.slice(0, 300));
}

/** Nothing was lost: not one call failed, nor did the controller ever have to try twice. */
export function assertNothingLost({ failures, rejections, admitted, byController }: Outcome): void {
  assert.deepEqual(failures, []);
  assert.equal(rejections, 0, 'the API server counts no rejection');
  assertSomething({ admitted, byController });
}

/** That there was something to be lost. */
export function assertSomething({
  admitted,
  byController,
}: Pick<Outcome, 'admitted' | 'byController'>): void {
  assert.ok(
    admitted >= 20 && byController >= REPLICAS,
    `${admitted} calls, ${byController} pods by the controller`,
  );
}

/** Waits until the StatefulSet is complete; every pod of the namespace is configured as its ordinal wants. */
export async function assertComplete(namespace: string): Promise<void> {
  await waitForStatefulSet(namespace, SET);
  await assertAllConfigured(namespace, REPLICAS);
}

/** Asserts that there are at least so many pods of StatefulSets, and that each has the configuration of its ordinal. */
export async function assertAllConfigured(namespace: string, atLeast: number): Promise<void> {
  const { items: all } = await read<V1PodList>(namespace, 'pods');
  const items = all.filter(({ metadata }) => metadata?.ownerReferences?.[0]?.kind === 'StatefulSet');
  for (const pod of items) assertMounted(pod, `node-${pod.metadata?.name?.split('-').at(-1)}`);
  assert.ok(items.length >= atLeast, `${items.length} pods`);
}
