import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { admit } from '../../src/admission/admit.ts';
import type { Decision } from '../../src/admission/decision.ts';
import { listOrdinals } from '../../src/admission/list-ordinals.ts';
import type { StatefulSet } from '../../src/admission/look-up.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { roundTrip } from '../api-round-trip.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { MANIFESTS, renderFiles } from '../manifests/kustomization.ts';
import { podRequest } from '../pod-request.ts';
import { annotatedPods } from './annotated-pods.ts';
import { POLICIES } from './policies.ts';

const call = async (pod: RawPod, set: StatefulSet = { metadata: { uid: 'u' } }): Promise<Decision> =>
  admit(podRequest(pod), async () => set);

/** The pod as the API server has it after the first call. */
async function configure(pod: RawPod, set?: StatefulSet): Promise<RawPod> {
  const decision = await call(pod, set);
  assert.ok(decision.outcome === 'mount', JSON.stringify(decision));
  return roundTrip(applyIndependently(pod, decision.operations));
}

async function assertNothingToDo(pod: RawPod, set?: StatefulSet): Promise<void> {
  const decision = await call(pod, set);
  assert.ok(decision.outcome === 'mount', JSON.stringify(decision));
  assert.deepEqual(decision.operations, []);
}

describe('after the trip through the API server, a second call changes nothing', () => {
  const folder = new URL('../fixtures/admissions/', import.meta.url);
  for (const file of readdirSync(folder)) {
    const { pod, statefulSet, expect } = parse(readFileSync(new URL(file, folder), 'utf8')) as {
      readonly pod: RawPod;
      readonly statefulSet?: StatefulSet;
      readonly expect: { readonly outcome: string };
    };
    if (expect.outcome !== 'mount') continue;
    it(`for the pod of ${file}`, async () => {
      await assertNothingToDo(await configure(pod, statefulSet), statefulSet);
    });
  }

  it('for the pods of all examples', async () => {
    const examples = (await readdir(join(MANIFESTS, 'examples'))).filter(name => name !== 'helm-chart');
    for (const example of examples) {
      const objects = await renderFiles(join(MANIFESTS, 'examples', example));
      for (const object of objects.filter(({ kind }) => kind === 'StatefulSet')) {
        const set = object as unknown as StatefulSetObject;
        const found = { metadata: { ...set.metadata, uid: '' }, spec: set.spec } as StatefulSet;
        for (const ordinal of listOrdinals(set)) {
          const pod = structuredClone(makePod(set, ordinal)) as unknown as RawPod;
          await assertNothingToDo(await configure(pod, found), found);
        }
      }
    }
  });
});

it('after the trip through the API server, a second call changes nothing for any annotation and pod', async () => {
  await fc.assert(
    fc.asyncProperty(annotatedPods, async pod => assertNothingToDo(await configure(pod))),
    { numRuns: 500 },
  );
});

describe('what a policy sets on what an earlier call added is left as it is', () => {
  for (const [title, apply] of Object.entries(POLICIES)) {
    it(title, async () => {
      await fc.assert(
        fc.asyncProperty(annotatedPods, async pod => {
          const configured = await configure(pod);
          apply(configured);
          await assertNothingToDo(roundTrip(configured));
        }),
        { numRuns: 40 },
      );
    });
  }
});

it('without the status, nothing is known to be ours, and still it has the same meaning', async () => {
  await fc.assert(
    fc.asyncProperty(annotatedPods, async pod => {
      const configured = await configure(pod);
      delete configured.metadata.annotations?.['per-pod-config/status'];
      const decision = await call(configured);
      assert.ok(decision.outcome === 'mount', JSON.stringify(decision));
      const again = applyIndependently(configured, decision.operations);
      delete again.metadata.annotations?.['per-pod-config/status'];
      assert.deepEqual(again, configured);
      // A patch that replaces a list, in which there are items of ours by now, is applied again, and they are put in again.
      if (decision.configuration.patches.length > 0) return;
      assert.deepEqual(
        decision.operations.map(({ path }) => path),
        ['/metadata/annotations/per-pod-config~1status'],
      );
    }),
    { numRuns: 300 },
  );
});

it('what another webhook took away since is put there again, into the very container', async () => {
  const annotations = { 'per-pod-config': '/network/conf' };
  const set = { metadata: { uid: 'u', annotations } };
  const [pod] = fc.sample(annotatedPods, 1);
  assert.ok(pod !== undefined);
  pod.metadata.annotations = {};
  pod.spec.containers.push({ name: 'last' });
  const configured = await configure(pod, set);
  configured.spec.containers.at(-1)?.volumeMounts?.pop();
  const decision = await call(configured, set);
  assert.ok(decision.outcome === 'mount');
  const path = `/spec/containers/${pod.spec.containers.length - 1}/volumeMounts/-`;
  assert.deepEqual(
    decision.operations.map(operation => operation.path),
    [path],
  );
});
