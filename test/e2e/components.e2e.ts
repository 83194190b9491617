import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { V1ValidatingAdmissionPolicy } from '@kubernetes/client-node';
import { findStatefulSetOwner, type Owned } from '../../src/admission/owner.ts';
import { MANIFESTS } from '../manifests/kustomization.ts';
import { buildWith, type Objects } from '../manifests/kustomize.ts';
import { applyManifests, NAME, readWebhookPods, waitForWebhook } from './installation.ts';
import { apply, kubectl, read, runKubectl } from './kubectl.ts';
import { SUITE_LABEL, useNamespace } from './namespace.ts';
import { openPodApi, type PodApi } from './pod-api.ts';
import { assertMounted, assertUntouched, waitForEvent, waitForPod } from './pods.ts';
import { findReasonToSkip } from './served.ts';
import { until } from './until.ts';

const namespace = useNamespace('components');
const skip = await findReasonToSkip('validatingadmissionpolicies');
const components = (await readdir(join(MANIFESTS, 'components'))).sort();
const POLICIES = 'validatingadmissionpolicies,validatingadmissionpolicybindings';
const skipMutating = await findReasonToSkip('mutatingadmissionpolicies');
/** Kinds that the cluster has not, and one whose addresses are still to be filled in. */
const leftOut =
  skipMutating === false
    ? /^cert-manager\.io| NetworkPolicy$/
    : /^cert-manager\.io| (NetworkPolicy|MutatingAdmissionPolicy.*)$/;
let api: PodApi;

before(async () => {
  api = await openPodApi(namespace);
});
after(async () => {
  if (skip === false)
    await kubectl(['delete', POLICIES, 'per-pod-config-annotated-only', '--ignore-not-found']);
  await applyManifests();
  await waitForWebhook();
});

async function applyAllBut(excluded: RegExp, objects: Objects, ...options: string[]): Promise<void> {
  const items = Object.values(objects).filter(
    ({ apiVersion, kind }) => !excluded.test(`${apiVersion} ${kind}`),
  );
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { stderr } = await runKubectl(['apply', '-f', '-', ...options], list);
  assert.equal(stderr, '');
}

test('the API server accepts every pair of components', { skip }, async () => {
  const pairs = components.flatMap((first, at) => components.slice(at + 1).map(second => [first, second]));
  for (const pair of pairs) {
    await applyAllBut(leftOut, await buildWith(...pair), '--dry-run=server');
  }
});

test('the API server finds no type in their policies that does not fit', { skip }, async t => {
  const label = { [SUITE_LABEL]: 'types' };
  t.after(() => kubectl(['delete', 'validatingadmissionpolicy', '-l', `${SUITE_LABEL}=types`]));
  const all = Object.values(await buildWith(...components));
  const policies = all.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  assert.ok(policies.length > 0);
  for (const { metadata, ...rest } of policies) {
    // Without a binding it does nothing.
    const name = `${metadata.name}-types`;
    await apply(namespace, { ...rest, metadata: { name, labels: label } });
    await until(`${name} is checked`, async () => {
      const { metadata, status } = await read<V1ValidatingAdmissionPolicy>(
        namespace,
        'validatingadmissionpolicy',
        name,
      );
      assert.equal(status?.observedGeneration, metadata?.generation);
      assert.deepEqual(status?.typeChecking, {});
    });
  }
});

type Owners = Owned['metadata'];

function reference(
  apiVersion: string,
  kind: string,
  controller?: boolean,
): NonNullable<Owners['ownerReferences']>[number] {
  const owner = { apiVersion, kind, name: 'web', uid: 'd0f4b7a5-0000-4000-8000-000000000000' };
  return controller === undefined ? owner : { ...owner, controller };
}

const OWNERS: readonly Owners[] = [
  {},
  { ownerReferences: [reference('apps/v1', 'StatefulSet', true)] },
  { ownerReferences: [reference('apps/v1', 'ReplicaSet', true)] },
  { ownerReferences: [reference('apps/v1', 'StatefulSet', false)] },
  { ownerReferences: [reference('apps/v1', 'StatefulSet')] },
  { ownerReferences: [reference('apps.kruise.io/v1beta1', 'StatefulSet', true)] },
  { ownerReferences: [reference('apps.example.com/v1', 'StatefulSet', true)] },
  { ownerReferences: [reference('apps/v1', 'ReplicaSet'), reference('apps/v1beta2', 'StatefulSet', true)] },
];

/** As a backup restores it, or a controller makes it. */
function makePod(owners: Owners): object {
  const labels = { 'statefulset.kubernetes.io/pod-name': 'web-0' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', labels, ...owners },
    spec: { containers: [{ name: 'main', image: 'docker.io/library/busybox:1' }] },
  };
}

test('while the webhook is unavailable, it holds up only pods whose controller is a StatefulSet', async () => {
  // Applied, the Deployment would bring the webhook back.
  await applyAllBut(/ Deployment$/, await buildWith());
  await kubectl(['scale', `deployment/${NAME}`, '-n', NAME, '--replicas=0']);
  await until('no replica of the webhook is left', async () => assert.deepEqual(await readWebhookPods(), []));
  for (const owners of OWNERS) {
    const isHeldUp = findStatefulSetOwner({ metadata: owners }) !== undefined;
    const created = api.tryOut(makePod(owners));
    const what = JSON.stringify(owners);
    if (isHeldUp)
      await assert.rejects(created, /failed calling webhook "\S*pods\.per-pod-config\.svc"/, what);
    else await created.catch(error => assert.fail(`${what}: ${error.message}`));
  }
});

/** One pod, with the annotation in one of the two places or in none. */
function makeSet(name: string, where?: 'set' | 'template'): object {
  const annotate = (place: string) =>
    where === place ? { annotations: { 'per-pod-config': '/network/conf' } } : {};
  const container = { name: 'main', image: 'docker.io/library/busybox:1', command: ['sleep', 'infinity'] };
  const spec = {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 1,
    containers: [container],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, ...annotate('set') },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, ...annotate('template') }, spec },
    },
  };
}

test('with annotated-only, it holds up only annotated pods', { skip }, async () => {
  await applyAllBut(/ Deployment$/, await buildWith('annotated-only'));
  const owners = { ownerReferences: [reference('apps/v1', 'StatefulSet', true)] };
  await until('the condition is in force', () => api.tryOut(makePod(owners)));
  const data = { file: 'node 0' };
  await apply(namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'node-0' }, data });
  await apply(namespace, makeSet('annotated', 'template'));
  await apply(namespace, makeSet('plain'));
  assertUntouched(await waitForPod(namespace, 'plain-0'));
  const failed = /failed calling webhook "pods\.per-pod-config\.svc"/;
  await waitForEvent(namespace, 'annotated', 'FailedCreate', failed);
});

test('with annotated-only, the annotation cannot be put where it has no effect', { skip }, async () => {
  const denied =
    /'per-pod-config-annotated-only'.* denied request: .*; move it to spec\.template\.metadata\.annotations/;
  await until('the policy is in force', () =>
    assert.rejects(apply(namespace, makeSet('vain', 'set')), denied),
  );
  const annotate = kubectl([
    'annotate',
    'statefulset',
    'plain',
    '-n',
    namespace,
    'per-pod-config=/network/conf',
  ]);
  await assert.rejects(annotate, denied);
});

test('with annotated-only, annotated pods are configured as soon as the webhook is back', {
  skip,
}, async t => {
  await kubectl(['scale', `deployment/${NAME}`, '-n', NAME, '--replicas=2']);
  await waitForWebhook();
  const start = performance.now();
  assertMounted(await waitForPod(namespace, 'annotated-0'), 'node-0');
  t.diagnostic(`it is ready ${((performance.now() - start) / 1_000).toFixed(1)} s after the rollout`);
});
