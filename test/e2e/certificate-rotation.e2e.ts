import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseCertificates } from '../../src/certificates/parse-certificates.ts';
import { streamAdmissions } from './admission-stream.ts';
import {
  assertNoneLost,
  readBundles,
  readSecret,
  waitForCertificates,
  watchCoverage,
} from './certificates.ts';
import { churn } from './churn.ts';
import { applyManifests, readWebhookPods, setLifetimes, waitForWebhook } from './installation.ts';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, readPods, waitForStatefulSet } from './pods.ts';
import { countRejections } from './rejections.ts';

const MANIFEST = fileURLToPath(new URL('manifests/churn.yaml', import.meta.url));

/**
 * Seconds. Enough for a replacement on a very busy machine: when its authority is due, a certificate is good for 40 more, of
 * which some 10 pass until the next one is served.
 */
const LIFETIMES = { ca: 120, cert: 90 };

/** As many as it takes until authorities are dropped that rotations have made. */
const ROTATIONS = 3;

const namespace = useNamespace('certificate-rotation');
after(async () => {
  await applyManifests();
  await waitForWebhook();
  await waitForCertificates();
});

/** Waits for so many new authorities that have signed a certificate, one after the other. */
async function waitForRotations(count: number): Promise<void> {
  const deadline = performance.now() + 2 * count * LIFETIMES.ca * 1_000;
  const seen = new Set<string>();
  while (seen.size <= count) {
    assert.ok(performance.now() < deadline, `only ${seen.size - 1} rotations in time`);
    seen.add(new X509Certificate((await readSecret())['tls.crt'] ?? '').issuer);
    await sleep(1_000);
  }
}

test(`no admission is lost in ${ROTATIONS} rotations of the authority, over two replicas`, async t => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'churn');
  await setLifetimes(LIFETIMES);
  await waitForCertificates();
  const restarts = async () => (await readWebhookPods()).map(({ metadata }) => metadata?.uid);
  const replicas = await restarts();
  const rejections = await countRejections();
  const stream = await streamAdmissions(namespace, 'churn');
  t.after(() => stream.stop());
  const coverage = watchCoverage();
  t.after(() => coverage.stop());
  let isOver = false;
  const rotations = waitForRotations(ROTATIONS).finally(() => {
    isOver = true;
  });
  const [seen] = await Promise.all([churn(namespace, 'churn', () => isOver), rotations]);
  const admitted = await stream.stop();
  const { looks, faults } = await coverage.stop();
  t.diagnostic(`${seen.size} pods were admitted meanwhile`);
  t.diagnostic(`the Secret was looked at ${looks} times`);
  const late = assertNoneLost(t, admitted);
  assert.ok(admitted.admitted > 500 && seen.size > 20);
  // Its count does not tell why: it is worth something only where no call came too late.
  if (late.length === 0)
    assert.equal(await countRejections(), rejections, 'the API server counts no rejection');
  assert.deepEqual(faults, [], 'the Secret never holds a certificate that a caBundle does not cover');
  assert.ok(looks > 100);
  assert.deepEqual(await restarts(), replicas);
});

test('former authorities are dropped: caBundle holds a few at most that the rotations have made', async () => {
  const soon = new Date(Date.now() + 2 * LIFETIMES.ca * 1_000);
  for (const bundle of await readBundles()) {
    const made = parseCertificates(bundle).filter(({ validToDate }) => validToDate < soon);
    assert.ok(made.length >= 1 && made.length <= 3, `${made.length} authorities`);
  }
});

test('every pod is there in the end, with its configuration', async () => {
  await waitForStatefulSet(namespace, 'churn');
  const pods = await readPods(namespace, 'churn');
  for (const [ordinal, pod] of pods.entries()) assertMounted(pod, `node-${ordinal}`);
  assert.equal(pods.length, 3);
});
