import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { buildWith } from '../manifests/kustomize.ts';
import { createAndDelete, streamAdmissions, tryOut, type Way } from './admission-stream.ts';
import { applyManifests, scaleWebhook } from './installation.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { openPodApi } from './pod-api.ts';
import { assertUntouched, waitForPod } from './pods.ts';
import { until } from './until.ts';

const manifest = (name: string) => fileURLToPath(new URL(`manifests/${name}.yaml`, import.meta.url));

const namespace = useNamespace('up-and-down');
after(async () => {
  await scaleWebhook(2);
  await applyManifests();
});

interface Installation {
  readonly components: readonly string[];
  /** `one` is annotated on the StatefulSet, `template` on its template. */
  readonly annotated: readonly string[];
  readonly denial: RegExp;
  /** Whether pods of other StatefulSets wait for the webhook, too. */
  readonly holdsUpOthers: boolean;
}

const OUTAGE = /failed calling webhook "pods\.per-pod-config\.svc"/;
const GUARDED = /ValidatingAdmissionPolicy 'per-pod-config-guard(-statefulset)?' .* denied request/;

const INSTALLATIONS: readonly Installation[] = [
  { components: ['guard'], annotated: ['one', 'template'], denial: GUARDED, holdsUpOthers: false },
  { components: ['annotated-only'], annotated: ['template'], denial: OUTAGE, holdsUpOthers: false },
  { components: [], annotated: ['one', 'template'], denial: OUTAGE, holdsUpOthers: true },
];

for (const { components, annotated, denial, holdsUpOthers } of INSTALLATIONS) {
  const name = ['the base', ...components].join(' and ');

  test(`with ${name}, no pod is created without its configuration while the webhook goes up and down`, async t => {
    await install(components);
    const streams = await Promise.all(annotated.map(set => streamAdmissions(namespace, set, WAYS)));
    const others = await streamOthers();
    for (const replicas of [0, 2, 0, 2]) {
      await scaleWebhook(replicas);
      await sleep(3_000);
    }
    const outcomes = await Promise.all(streams.map(stream => stream.stop()));
    const { created, failures: held } = await others.stop();
    const failures = outcomes.flatMap(outcome => outcome.failures);
    const admitted = outcomes.reduce((sum, outcome) => sum + outcome.admitted, 0);
    t.diagnostic(
      `annotated: ${admitted} created, ${failures.length} denied; others: ${created} created, ${held.length} denied`,
    );
    assert.deepEqual([...failures, ...held].filter(failure => !denial.test(failure)).slice(0, 3), []);
    assert.equal(held.length > 0, holdsUpOthers);
    assert.ok(admitted >= 50 && failures.length >= 50 && created >= 50, 'there was enough of each');
    assert.ok(admitted + failures.length + created + held.length >= 500, 'there were 500 of all');
  });
}

/** Only what the API server has of it: applied, the Deployment would bring replicas back. */
async function install(components: readonly string[]): Promise<void> {
  const objects = Object.values(await buildWith(...components));
  for (const object of objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'))) {
    await apply('default', object);
  }
  await kubectl([
    'apply',
    '-n',
    namespace,
    '-f',
    manifest('one-pod'),
    '-f',
    manifest('guard'),
    '-f',
    manifest('bystanders'),
  ]);
  await scaleWebhook(2);
  for (const set of ['one', 'template', 'plain-set']) await waitForPod(namespace, `${set}-0`);
  await until('the webhook is called', async () => {
    const api = await openPodApi(namespace);
    const template = await read<StatefulSetObject>(namespace, 'statefulset', 'template');
    assert.ok((await api.tryOut(makePod(template, 9))).spec?.volumes?.length);
  });
}

const WAYS: readonly Way[] = [tryOut, createAndDelete];

/** Has pods of a StatefulSet without the annotation made as dry runs; each must be as it came. */
async function streamOthers() {
  const set = await read<StatefulSetObject>(namespace, 'statefulset', 'plain-set');
  const api = await openPodApi(namespace);
  const failures: string[] = [];
  let [next, stopped] = [1_000, false];
  const work = async () => {
    for (; !stopped; await sleep(100)) {
      try {
        assertUntouched(await api.tryOut(makePod(set, next++)));
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  const workers = [work(), work()];
  return {
    async stop() {
      stopped = true;
      await Promise.all(workers);
      return { created: next - 1_000 - failures.length, failures };
    },
  };
}
