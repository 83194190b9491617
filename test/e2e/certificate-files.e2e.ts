import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type AdmissionStream, streamAdmissions } from './admission-stream.ts';
import {
  assertNoneLost,
  readBundles,
  readSecret,
  readServedFingerprints,
  waitForCertificates,
} from './certificates.ts';
import {
  applyManifests,
  makeCertificates,
  NAME,
  OVERLAY_SECRET,
  patchCaBundle,
  readWebhookPods,
  replaceCertificates,
  serveWithFiles,
  waitForWebhook,
} from './installation.ts';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, waitForPod } from './pods.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/one-pod.yaml', import.meta.url));

const namespace = useNamespace('certificate-files');
let [former, next] = ['', ''];
let stream: AdmissionStream | undefined;

after(async () => {
  await stream?.stop();
  await applyManifests();
  await waitForWebhook();
  await kubectl(['delete', 'secret', OVERLAY_SECRET, '-n', NAME, '--ignore-not-found']);
  await Promise.all([former, next].map(directory => rm(directory, { recursive: true, force: true })));
});

const restartsOf = async () =>
  (await readWebhookPods()).map(({ metadata, status }) => [
    metadata?.uid,
    status?.containerStatuses?.[0]?.restartCount,
  ]);

test('an installation that managed its certificates serves on with files', async () => {
  former = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  next = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  await makeCertificates(next);
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForPod(namespace, 'one-0');
  stream = await streamAdmissions(namespace, 'one');
  await serveWithFiles();
  const { 'tls.crt': held = '' } = await readSecret();
  const { fingerprint256 } = new X509Certificate(held);
  await until('every replica serves with the files', async () =>
    assert.deepEqual(await readServedFingerprints(), [fingerprint256, fingerprint256]),
  );
});

test('a new certificate of a new authority is served without a restart', async () => {
  await writeFile(join(former, 'ca.crt'), (await readBundles())[0] ?? '');
  const restarts = await restartsOf();
  const { fingerprint256 } = new X509Certificate(await readFile(join(next, 'tls.crt')));
  await patchCaBundle(former, next);
  await replaceCertificates(next, OVERLAY_SECRET);
  await until(
    'every replica serves the new certificate',
    async () => assert.deepEqual(await readServedFingerprints(), [fingerprint256, fingerprint256]),
    180,
  );
  await patchCaBundle(next);
  assert.deepEqual(await restartsOf(), restarts);
});

test('the API server trusts the new authority alone, and nobody puts another one there', async () => {
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
  const authority = await readFile(join(next, 'ca.crt'), 'utf8');
  assert.deepEqual(await readBundles(), [authority, authority, authority, authority]);
});

test('an installation whose Secret has no key of its authority goes on to manage its certificates', async () => {
  await replaceCertificates(next);
  assert.ok(!('ca.key' in (await readSecret())));
  await applyManifests();
  await waitForWebhook();
  const { fingerprint256 } = new X509Certificate(await readFile(join(next, 'tls.crt')));
  await until('there is a certificate of a new authority', async () =>
    assert.notEqual(await waitForCertificates(), fingerprint256),
  );
});

test('in all of that, no admission was lost', async t => {
  assert.ok(stream !== undefined);
  const admitted = await stream.stop();
  assertNoneLost(t, admitted);
  assert.ok(admitted.admitted > 100);
});
