// Each fixture of newer fields goes to the API server twice, as a dry run: with the label that has the webhook called, and without.
// Whatever this API server stores, refuses or drops, the two differ by what the webhook adds, and by nothing else.
import assert from 'node:assert/strict';
import { before, type TestContext, test } from 'node:test';
import type { V1StatefulSet } from '@kubernetes/client-node';
import type { RawPod } from '../apply-independently.ts';
import { listNewerSets, makeAsController, type NewerSet, takeOut } from '../newer-fields.ts';
import { type ApiServer, openApiServer } from './api-server.ts';
import { useNamespace } from './namespace.ts';

const namespace = useNamespace('newer-fields-stored');
const sets = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;
const pods = `/api/v1/namespaces/${namespace}/pods?dryRun=All`;

let server: ApiServer;
before(async () => {
  server = await openApiServer();
});

for (const newer of listNewerSets()) {
  test(`the API server has the pod as it would without the webhook: ${newer.title}`, async t => {
    const set = await createWithoutPods(t, newer);
    if (set === undefined) return;
    t.after(() => server.call('DELETE', `${sets}/web`, [200]));
    const pod = makePodOf(set, makeAsController(newer.readSet(), 2));
    const { 'statefulset.kubernetes.io/pod-name': name, ...labels } = Object(pod.metadata['labels']);
    const plain = await tryOut({ ...pod, metadata: { ...pod.metadata, labels } });
    const configured = await tryOut(pod);
    assert.deepEqual(takeOut(configured, plain).spec, plain.spec);
  });
}

/** Undefined, with the test skipped, where the API server has no such StatefulSet, annotated or not. */
async function createWithoutPods(t: TestContext, { readSet }: NewerSet): Promise<V1StatefulSet | undefined> {
  const set = structuredClone(readSet()) as unknown as V1StatefulSet;
  const { spec } = set;
  if (spec?.template.spec) Object.assign(spec.template.spec, { serviceAccountName: 'missing' });
  const plain = { ...set, metadata: { name: 'web' } };
  const refusal = await server.call('POST', `${sets}?dryRun=All`, [201], withoutAnnotation(plain)).then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (refusal === undefined) return server.call('POST', sets, [201], set);
  t.skip(refusal);
  return undefined;
}

function withoutAnnotation(set: V1StatefulSet): object {
  const copy = structuredClone(set);
  delete copy.spec?.template.metadata?.annotations;
  return copy;
}

function makePodOf({ metadata: owner }: V1StatefulSet, { metadata, spec }: RawPod): RawPod {
  const name = 'web-2';
  const reference = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: 'web',
    uid: owner?.uid,
    controller: true,
  };
  const labels = { ...Object(metadata['labels']), 'statefulset.kubernetes.io/pod-name': name };
  return {
    metadata: { ...metadata, name, labels, ownerReferences: [reference] },
    // Without a token, whose volume has another name each time.
    spec: { ...spec, automountServiceAccountToken: false },
  };
}

function tryOut(pod: RawPod): Promise<RawPod> {
  return server.call<RawPod>('POST', pods, [201], { apiVersion: 'v1', kind: 'Pod', ...pod });
}
