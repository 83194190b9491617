import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1MutatingWebhookConfiguration } from '@kubernetes/client-node';
import { streamAdmissions } from './admission-stream.ts';
import { runInside } from './inside.ts';
import { applyCertificates, makeCertificates, NAME, patchCaBundle, readWebhookPods } from './installation.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, waitForPod } from './pods.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/one-pod.yaml', import.meta.url));

const namespace = useNamespace('certificate-rotation');
let [former, next] = ['', ''];

before(async () => {
  former = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  next = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  await writeFile(join(former, 'ca.crt'), await readCaBundle());
  await makeCertificates(next);
});
after(() => Promise.all([former, next].map(directory => rm(directory, { recursive: true }))));

async function readCaBundle(): Promise<Buffer> {
  const configuration = await read<V1MutatingWebhookConfiguration>(
    'default',
    'mutatingwebhookconfiguration',
    NAME,
  );
  return Buffer.from(configuration.webhooks?.[0]?.clientConfig.caBundle ?? '', 'base64');
}

/** Shakes hands with the server in its own container, where Node.js is all that there is. */
const FINGERPRINT = `
  const socket = require('tls').connect({ port: 8443, rejectUnauthorized: false }, () => {
    console.log(socket.getPeerX509Certificate().fingerprint256);
    socket.end();
  });`;

async function readServedFingerprints(): Promise<string[]> {
  const pods = await readWebhookPods();
  return Promise.all(
    pods.map(async ({ metadata }) => {
      const container = { namespace: NAME, pod: metadata?.name ?? '' };
      return (await runInside(container, '/nodejs/bin/node', '-e', FINGERPRINT)).trim();
    }),
  );
}

const restartsOf = async () =>
  (await readWebhookPods()).map(({ metadata, status }) => [
    metadata?.uid,
    status?.containerStatuses?.[0]?.restartCount,
  ]);

test('a new certificate of a new authority is served without a restart, and no admission is lost', async t => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForPod(namespace, 'one-0');
  const restarts = await restartsOf();
  const { fingerprint256 } = new X509Certificate(await readFile(join(next, 'tls.crt')));
  assert.ok(!(await readServedFingerprints()).includes(fingerprint256));
  const stream = await streamAdmissions(namespace, 'one');
  t.after(() => stream.stop());
  await patchCaBundle(former, next);
  await applyCertificates(next);
  await until(
    'every replica serves the new certificate',
    async () => assert.deepEqual(await readServedFingerprints(), [fingerprint256, fingerprint256]),
    180,
  );
  await patchCaBundle(next);
  const { admitted, failures } = await stream.stop();
  t.diagnostic(`${admitted} dry runs were admitted meanwhile`);
  assert.deepEqual(failures, []);
  assert.ok(admitted > 0);
  assert.deepEqual(await restartsOf(), restarts);
});

test('the API server trusts the new authority alone', async () => {
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
});
