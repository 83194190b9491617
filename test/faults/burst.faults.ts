import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { V1PodList } from '@kubernetes/client-node';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { sumMetric } from '../e2e/certificates.ts';
import { readWebhookPods } from '../e2e/installation.ts';
import { apply, kubectl, read } from '../e2e/kubectl.ts';
import { useNamespace } from '../e2e/namespace.ts';
import { openPodApi } from '../e2e/pod-api.ts';
import { assertMounted } from '../e2e/pods.ts';
import { countRejections } from '../e2e/rejections.ts';
import { until } from '../e2e/until.ts';
import { assertAllConfigured } from './load.ts';
import { amount } from './times.ts';

const REPLICAS = 500;

/** Dry runs at the same time: the controller makes its pods one by one. */
const CALLS = 2_000;

/** The first warms up; after the others, the memory must be where it was after the first. */
const ROUNDS = 1 + amount(2, 1);

/** Bytes for each replica, of 100 MB or so: what one look at a garbage-collected heap differs from another. */
const TOLERANCE = 20 * 1024 * 1024;

const namespace = useNamespace('burst');

/** Its pods are admitted and stored; no scheduler gives them to a kubelet, for no node could run them all. */
const makeSet = (replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'burst', annotations: { 'per-pod-config': '/network/conf' } },
  spec: {
    replicas,
    podManagementPolicy: 'Parallel',
    serviceName: 'burst',
    selector: { matchLabels: { app: 'burst' } },
    template: {
      metadata: { labels: { app: 'burst' } },
      spec: {
        schedulerName: 'none',
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'main', image: 'docker.io/library/busybox:1' }],
      },
    },
  },
});

async function waitForPods(count: number): Promise<void> {
  await until(
    `there are ${count} pods`,
    async () => assert.equal((await read<V1PodList>(namespace, 'pods')).items.length, count),
    300,
  );
}

/** Has the API server admit more pods than these as dry runs, so many at a time; gives how many it did in a second. */
async function tryOutMore(set: StatefulSetObject, atOnce: number): Promise<number> {
  const api = await openPodApi(namespace);
  const start = performance.now();
  let next = REPLICAS;
  const work = async () => {
    while (next < REPLICAS + CALLS) {
      const ordinal = next++;
      assertMounted(await api.tryOut(makePod(set, ordinal)), `node-${ordinal}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return CALLS / ((performance.now() - start) / 1_000);
}

/** Bytes of all replicas, once they have come to rest. */
async function readMemory(): Promise<number> {
  await sleep(10_000);
  return sumMetric('process_resident_memory_bytes');
}

const memory: number[] = [];

for (let round = 1; round <= ROUNDS; round += 1) {
  test(`${REPLICAS} pods that start at once are all configured, and none is refused (${round})`, async t => {
    await apply(namespace, makeSet(0));
    const set = await read<StatefulSetObject>(namespace, 'statefulset', 'burst');
    const rejections = await countRejections();
    const start = performance.now();
    await kubectl(['scale', 'statefulset/burst', '-n', namespace, `--replicas=${REPLICAS}`]);
    const rate = await tryOutMore(set, 100);
    await waitForPods(REPLICAS);
    t.diagnostic(`the controller made ${REPLICAS} pods in ${seconds(performance.now() - start)} s`);
    t.diagnostic(`${CALLS} more calls meanwhile, 100 at once: ${Math.round(rate)} in a second`);
    await assertAllConfigured(namespace, REPLICAS);
    assert.equal(await countRejections(), rejections, 'the API server counts no rejection');
    await kubectl(['scale', 'statefulset/burst', '-n', namespace, '--replicas=0']);
    await kubectl(['delete', '--raw', `/api/v1/namespaces/${namespace}/pods`]); // all at once, the controller is slow
    await waitForPods(0);
    memory.push(await readMemory());
  });
}

test("the webhook's memory ends where it began", async t => {
  t.diagnostic(
    `resident after each round: ${memory.map(bytes => `${Math.round(bytes / 2 ** 20)} MiB`).join(', ')}`,
  );
  assert.equal(memory.length, ROUNDS);
  const [first = 0, last = first] = [memory[0], memory.at(-1)];
  const replicas = (await readWebhookPods()).length;
  assert.ok(last <= first + replicas * TOLERANCE, `${first} bytes after the first round, ${last} later`);
});

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
