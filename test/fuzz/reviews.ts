import assert from 'node:assert/strict';
import type { AdmissionResponse } from '../../src/admission/review.ts';
import { Load } from '../../src/server/load.ts';
import { buildWebhookApp, MUTATE_PATH, VALIDATE_PATH } from '../../src/server/webhook-app.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import type { Target } from './target.ts';

/** What the StatefulSet of any pod asks for that does not ask for anything itself. */
const ANNOTATION = `
volumes:
- mountPath: /network/conf
  configMap: node-$(index)
env:
- {name: PEERS, value: '$(peers.join(","))'}
`;

const defects: Error[] = [];

const app = buildWebhookApp({
  readStatefulSet: async (_namespace, { uid }) => ({
    metadata: { uid, annotations: { 'per-pod-config': ANNOTATION } },
    spec: { replicas: 3, ordinals: { start: 1 } },
  }),
  observe: () => {},
  observeLookUp: () => {},
  report: error => defects.push(error),
  reportOverload: overload => defects.push(new Error(`overloaded: ${overload}`)),
  reportTls: () => {},
  load: new Load(() => 0),
  isDraining: () => false,
});

/**
 * Whatever is posted, the answer is a valid review or says that there cannot be one. A patch can be applied,
 * and makes a pod that wants no other.
 */
export const REVIEWS: Target = {
  milliseconds: 1_000,
  notation: JSON,
  async read(text) {
    await post(VALIDATE_PATH, text);
    const { patch } = (await post(MUTATE_PATH, text)) ?? {};
    if (patch === undefined) return;
    const again = await post(MUTATE_PATH, applyPatch(text, patch));
    assert.deepEqual([again?.allowed, again?.status, again?.patch], [true, undefined, undefined]);
  },
};

/** The answer, if there is one. */
async function post(path: string, body: string): Promise<AdmissionResponse | undefined> {
  const { statusCode, payload } = await app.inject({
    method: 'POST',
    // The shortest, so that the timers of look-ups do not pile up.
    url: `${path}?timeout=1s`,
    headers: { 'content-type': 'application/json' },
    payload: body,
  });
  const [defect] = defects.splice(0);
  if (defect !== undefined) throw defect;
  const answer = JSON.parse(payload) as { response: AdmissionResponse; error?: string };
  if (statusCode === 200) return checkReview(answer, body);
  assert.equal(statusCode, 400, payload);
  assert.ok((answer.error ?? '').length > 10, payload);
  return undefined;
}

function checkReview(review: { response: AdmissionResponse }, body: string): AdmissionResponse {
  const { response, ...types } = review;
  assert.deepEqual(types, { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' });
  assert.equal(response.uid, (JSON.parse(body) as { request: { uid: string } }).request.uid);
  assert.equal(response.patch === undefined, response.patchType === undefined);
  for (const warning of response.warnings ?? []) assert.ok(!warning.includes('\n'), warning);
  assert.equal(response.allowed, response.status === undefined);
  if (response.status !== undefined) {
    assert.ok([400, 422].includes(response.status.code), String(response.status.code));
    assert.match(response.status.message, /^per-pod-config: [a-z-]+: ./);
  }
  return response;
}

function applyPatch(body: string, patch: string): string {
  const review = JSON.parse(body) as { request: { object: RawPod } };
  const operations = JSON.parse(Buffer.from(patch, 'base64').toString()) as unknown[];
  assert.ok(operations.length > 0);
  review.request.object = applyIndependently(review.request.object, operations);
  return JSON.stringify(review);
}
