// The overlay `cert-manager` over an installation that makes its certificates itself, and back again.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { V1Deployment, V1Secret } from '@kubernetes/client-node';
import { type AdmissionStream, streamAdmissions } from '../../e2e/admission-stream.ts';
import { readBundles, readSecret, readServedFingerprints } from '../../e2e/certificates.ts';
import { applyManifests, NAME, SECRET, waitForWebhook } from '../../e2e/installation.ts';
import { kubectl, read } from '../../e2e/kubectl.ts';
import { useNamespace } from '../../e2e/namespace.ts';
import { assertMounted, waitForPod } from '../../e2e/pods.ts';
import { until } from '../../e2e/until.ts';
import { useCertManager } from './cert-manager.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const OVERLAY = path('../../../manifests/overlays/cert-manager');
const ONE_POD = path('../../e2e/manifests/one-pod.yaml');

const namespace = useNamespace('cert-manager');
useCertManager();

after(async () => {
  // The marks of cert-manager stay on its Secrets: without them, the program manages its certificates again.
  await kubectl(['delete', 'secret', SECRET, '-n', NAME, '--ignore-not-found']);
  await applyManifests();
  await waitForWebhook();
});

/** Runs a test during which no admission may fail. */
function testWithoutLoss(title: string, run: () => Promise<void>): void {
  test(title, async t => {
    const stream: AdmissionStream = await streamAdmissions(namespace, 'one');
    t.after(() => stream.stop());
    await run();
    const { admitted, failures } = await stream.stop();
    t.diagnostic(`${admitted} dry runs were admitted meanwhile`);
    assert.deepEqual(failures, []);
    assert.ok(admitted > 0);
  });
}

interface Certificate {
  readonly spec: { readonly secretName: string };
  readonly status?: { readonly revision?: number };
}

const readCertificate = () => read<Certificate>(NAME, 'certificate', NAME);

/** The Secret that cert-manager writes. */
async function readIssued(): Promise<{ certificate: string; authority: string }> {
  const { spec } = await readCertificate();
  const { data, metadata } = await read<V1Secret>(NAME, 'secret', spec.secretName);
  assert.equal(metadata?.annotations?.['cert-manager.io/certificate-name'], NAME);
  const text = (key: string) => Buffer.from(data?.[key] ?? '', 'base64').toString();
  return { certificate: text('tls.crt'), authority: text('ca.crt') };
}

/** Asserts that nothing is issued or replaced: cert-manager issues again within 10 s what somebody else has written. */
async function assertNoFight(): Promise<void> {
  const look = async () => [
    (await readCertificate()).status?.revision,
    await readIssued(),
    await readSecret(),
    await readServedFingerprints(),
  ];
  const first = await look();
  await sleep(40_000);
  assert.deepEqual(await look(), first);
}

/** Waits until every replica serves what cert-manager has issued, and every caBundle has its authority. */
async function waitForIssued(): Promise<string> {
  return until(
    'every replica serves with the certificate of cert-manager',
    async () => {
      const { certificate, authority } = await readIssued();
      const { fingerprint256 } = new X509Certificate(certificate);
      assert.deepEqual(await readServedFingerprints(), [fingerprint256, fingerprint256]);
      for (const bundle of await readBundles()) assert.ok(bundle.includes(authority.trim()));
      return fingerprint256;
    },
    180,
  );
}

test('a pod is configured by an installation that makes its certificates itself', async () => {
  await kubectl(['apply', '-n', namespace, '-f', ONE_POD]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
});

testWithoutLoss('the overlay takes over from an installation that made its certificates itself', async () => {
  await kubectl(['apply', '-k', OVERLAY]);
  await waitForWebhook();
  await waitForIssued();
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
});

testWithoutLoss('a certificate that cert-manager issues again is served', async () => {
  const former = await waitForIssued();
  const { spec } = await readCertificate();
  await kubectl(['delete', 'secret', spec.secretName, '-n', NAME]);
  await until('there is another certificate, and it is served', async () =>
    assert.notEqual(await waitForIssued(), former),
  );
});

test('back to the default with the Certificates left, nobody replaces a certificate of somebody else', async () => {
  await applyManifests();
  await waitForWebhook();
  await until('every replica serves with a certificate of its own making', async () => {
    const { fingerprint256 } = new X509Certificate((await readSecret())['tls.crt'] ?? '');
    assert.deepEqual(await readServedFingerprints(), [fingerprint256, fingerprint256]);
  });
  await assertNoFight();
});

test('after that, a pod is configured, and the Deployment has no trace of the overlay', async () => {
  const { spec } = await read<V1Deployment>(NAME, 'deployment', NAME);
  assert.ok(!JSON.stringify(spec?.template.spec?.containers[0]?.args).includes('--tls-cert-file'));
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
});

testWithoutLoss(
  'a Certificate that names the Secret of the program has it: the replicas serve what is there, and write nothing',
  async () => {
    const patch = JSON.stringify({ spec: { secretName: SECRET } });
    await kubectl(['patch', 'certificate', NAME, '-n', NAME, '--type=merge', '-p', patch]);
    await waitForIssued();
    await assertNoFight();
  },
);
