// What `export policy` writes does without the webhook what the webhook does.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1Pod } from '@kubernetes/client-node';
import { findAnnotation } from '../../src/admission/find-annotation.ts';
import { INJECTED } from './export-policy/annotations.ts';
import { createPolicies, deletePolicies, runExport } from './export-policy/exported-policies.ts';
import { listAnnotationCases, listExampleCases } from './export-policy/list-cases.ts';
import { listFixtureCases } from './export-policy/list-fixture-cases.ts';
import { Pair } from './export-policy/pair.ts';
import { listParamsCases } from './export-policy/params-cases.ts';
import { annotate, makePods, type PolicyCase } from './export-policy/policy-case.ts';
import { REFUSED, UNSEEN } from './export-policy/refused.ts';
import { filesOf, readFolder } from './inside.ts';
import { INJECTOR, installInjector, removeInjector } from './install-injector.ts';
import { apply, kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForPod } from './pods.ts';
import { runProgram } from './program.ts';
import { findReasonToSkip } from './served.ts';
import { until } from './until.ts';

const CONFIG_MAPS = fileURLToPath(
  new URL('../../manifests/examples/node-config/configmaps.yaml', import.meta.url),
);

const skip = await findReasonToSkip('mutatingadmissionpolicies');
const byPolicy = useNamespace('export-policy', { 'per-pod-config': 'disabled' });
const byWebhook = useNamespace('export-policy-webhook');
const byShortForm = useNamespace('export-policy-short-form', { 'per-pod-config': 'disabled' });
const pair = await Pair.open(byPolicy, byWebhook);
const shortPair = await Pair.open(byShortForm, byWebhook);

const examples = await listExampleCases('template');
const all = [...examples, ...listAnnotationCases(), ...(await listFixtureCases())];
const isTaken = ({ exported }: PolicyCase) => !REFUSED.test(exported.metadata.name);
const exportedCases = all.filter(isTaken);
const isSeen = ({ exported }: PolicyCase) => !UNSEEN.test(exported.metadata.name);
const cases = exportedCases.filter(isSeen);

const paramsCases = (await listParamsCases()).filter(isTaken);

if (skip === false) {
  const clean = () => Promise.all([byPolicy, byShortForm].map(deletePolicies));
  before(clean);
  after(clean);
}

const NO_CASE = { sets: [], ordinals: [] };
const OWNER = { apiVersion: 'apps/v1', name: 'web', uid: 'u', controller: true };

/** Pods that look like those of StatefulSet web, and how they differ. */
const OTHER_PODS = [
  ['a pod without an owner', 'left alone', { ownerReferences: [] }],
  ['a pod of a ReplicaSet', 'left alone', { ownerReferences: [{ ...OWNER, kind: 'ReplicaSet' }] }],
  [
    'a pod that a StatefulSet owns, but does not control',
    'left alone',
    { ownerReferences: [{ ...OWNER, kind: 'StatefulSet', controller: false }] },
  ],
  ['a pod whose ordinal begins with a zero', 'denied', { name: 'web-01' }],
  ['a pod of another name', 'denied', { name: 'other-0' }],
] as const;

/** Exports the sets of the cases, and waits until what it wrote acts. */
async function exportPolicies(exported: readonly PolicyCase[], ...args: string[]): Promise<void> {
  const sets = exported.map(one => one.exported);
  const { code, stdout, stderr } = await runExport(sets, '-n', byPolicy, ...args);
  assert.equal(code, 0, stderr);
  await createPolicies(stdout, byPolicy);
  await pair.waitInForce(exported);
}

test('export policy refuses what a policy cannot do, each by its name, and writes nothing', async () => {
  const refused = all.filter(one => !isTaken(one)).map(({ exported }) => exported);
  const { code, stdout, stderr } = await runExport(refused, '-n', byPolicy);
  assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
  for (const { metadata } of refused)
    assert.ok(stderr.includes(`${byPolicy}/${metadata.name}: `), metadata.name);
});

describe('export policy', { skip }, () => {
  before(() => exportPolicies(exportedCases));

  for (const policyCase of cases) {
    test(`makes the pod that the webhook makes, or denies it, too: ${policyCase.title}`, () =>
      pair.assertAlike(policyCase));
  }

  test('denies a pod whose annotation has changed since the export, whatever it says', async () => {
    const [changed] = cases;
    assert.ok(changed !== undefined);
    const { exported } = changed;
    const sets = [annotate(exported, exported.metadata.name, '/changed', 'template')];
    const [pod = {}] = makePods({ ...changed, sets });
    const { outcome, message } = await pair.policy.tryOut(pod);
    assert.equal(outcome, 'denied');
    assert.match(message ?? '', /per-pod-config.*export/);
  });

  for (const [title, outcome, change] of OTHER_PODS) {
    test(`treats ${title} as the webhook does`, async () => {
      const [pod = {}] = makePods(
        examples.find(({ exported }) => exported.metadata.name === 'web') ?? NO_CASE,
      );
      const { metadata, ...others } = pod as V1Pod;
      const changed = { ...others, metadata: { ...metadata, ...change } };
      for (const side of [pair.policy, pair.webhook]) {
        assert.equal((await side.tryOut(changed)).outcome, outcome, side.namespace);
      }
    });
  }

  for (const unseen of exportedCases.filter(one => !isSeen(one))) {
    test(`does not see what is in the way, which the webhook denies: ${unseen.title}`, async () => {
      const [pod = {}] = makePods(unseen);
      assert.equal((await pair.policy.tryOut(pod)).outcome, 'configured');
      assert.equal((await pair.webhook.tryOut(pod)).outcome, 'denied');
    });
  }
});

describe('export policy --params', { skip }, () => {
  before(async () => {
    for (const policyCase of paramsCases) await pair.createSet(policyCase);
    await exportPolicies(paramsCases, '--params');
  });

  for (const policyCase of paramsCases) {
    test(`makes the pod that the webhook makes: ${policyCase.title}`, () => pair.assertAlike(policyCase));
  }

  test('denies a pod that its StatefulSet does not have, as the webhook does', async () => {
    const [numbered] = paramsCases.filter(({ exported }) => exported.metadata.name.startsWith('on-set'));
    assert.ok(numbered !== undefined);
    await pair.assertAlike(numbered, 'denied', [7]);
  });
});

describe('export policy --short-form', { skip }, () => {
  const isShort = ({ exported }: PolicyCase) => findAnnotation(exported)?.text.startsWith('/');
  const shortCases = cases.filter(isShort);

  before(async () => {
    const { code, stdout, stderr } = await runProgram('export', 'policy', '--short-form');
    assert.equal(code, 0, stderr);
    await createPolicies(stdout, byShortForm);
    await shortPair.waitInForce(shortCases);
  });

  for (const policyCase of shortCases) {
    test(`makes the pod that the webhook makes, or denies it, too: ${policyCase.title}`, () =>
      shortPair.assertAlike(policyCase));
  }

  test('denies a pod whose annotation is not of that form', async () => {
    const [long] = cases.filter(one => !isShort(one));
    assert.ok(long !== undefined);
    assert.equal((await shortPair.policy.tryOut(makePods(long)[0] ?? {})).outcome, 'denied');
  });
});

describe('with another webhook that adds a sidecar', { skip }, () => {
  before(async () => {
    await installInjector(byWebhook);
    await kubectl(['label', 'namespace', byPolicy, byWebhook, `${INJECTOR}=enabled`]);
    const [one] = cases;
    assert.ok(one !== undefined);
    for (const side of [pair.policy, pair.webhook]) {
      await until('it adds the sidecar', async () => {
        const { pod } = await side.tryOut(makePods(one)[0] ?? {});
        assert.match(JSON.stringify(pod), /"name":"injected"/);
      });
    }
  });
  after(removeInjector);

  for (const policyCase of [...cases, ...paramsCases]) {
    const isInTheWay = findAnnotation(policyCase.exported)?.text === INJECTED;
    test(`both make the same pod, or deny it: ${policyCase.title}`, () =>
      pair.assertAlike(
        policyCase,
        isInTheWay ? 'denied' : policyCase.expected,
        policyCase.ordinals.slice(0, 1),
      ));
  }
});

test('pods that run have their files, without the webhook', { skip }, async () => {
  const [web] = examples.filter(({ exported }) => exported.metadata.name === 'web');
  assert.ok(web !== undefined);
  await kubectl(['apply', '-n', byPolicy, '-f', CONFIG_MAPS]);
  await apply(byPolicy, web.exported);
  for (const ordinal of [0, 1]) {
    await waitForPod(byPolicy, `web-${ordinal}`);
    const files = await readFolder({ namespace: byPolicy, pod: `web-${ordinal}` }, '/network/conf');
    assert.deepEqual(files, await filesOf(byPolicy, `node-${ordinal}`));
  }
});

test('a pod is denied where only the policy that configures it is gone', { skip }, async () => {
  const [one] = cases;
  assert.ok(one !== undefined);
  const [pod = {}] = makePods(one);
  const kind = 'mutatingadmissionpolicybinding';
  const names = await kubectl(['get', kind, '-o', 'name']);
  const [binding = ''] = names
    .split('\n')
    .filter(name => name.includes(`${byPolicy}.${one.exported.metadata.name}-`));
  await kubectl(['delete', binding]);
  await until('the pod is denied', async () => {
    const { outcome, message } = await pair.policy.tryOut(pod);
    assert.equal(outcome, 'denied');
    assert.match(message ?? '', /the pod was not configured: check that MutatingAdmissionPolicy/);
  });
});
