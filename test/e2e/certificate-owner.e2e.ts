// cert-manager writes the Secret in which the replicas keep their certificates, and the one of its overlay.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { V1Secret } from '@kubernetes/client-node';
import { SPREAD_MS } from '../../src/certificates/decide-step.ts';
import { parseCertificates } from '../../src/certificates/parse-certificates.ts';
import { type AdmissionStream, streamAdmissions } from './admission-stream.ts';
import { injectAuthority, keepCertificate, type StandIn, type Writer } from './cert-manager.ts';
import {
  assertNoneLost,
  readBundles,
  readLog,
  readSecret,
  readServedFingerprints,
  sumMetric,
  waitForCertificates,
} from './certificates.ts';
import {
  applyManifests,
  applyOverlay,
  NAME,
  OVERLAY_SECRET,
  replaceConfiguration,
  SECRET,
  WEBHOOK_KINDS,
  waitForWebhook,
} from './installation.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForPod } from './pods.ts';
import { readStatusReport } from './program.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/one-pod.yaml', import.meta.url));
const FOREIGN = 'per_pod_config_certificate_secret_foreign';

/** Seconds: several rounds of both replicas, and of a writer that answers within one. */
const A_WHILE = 20;

const namespace = useNamespace('certificate-owner');
let stream: AdmissionStream;
let certificate: StandIn;
let injector: Writer | undefined;
let since: Date;

after(async () => {
  await stream?.stop();
  await certificate?.stop();
  await injector?.stop();
  await kubectl(['delete', 'secret', SECRET, OVERLAY_SECRET, '-n', NAME, '--ignore-not-found']);
  await applyManifests();
  await waitForWebhook();
  // What others have added to caBundle stays, and other files expect none of it.
  for (const kind of WEBHOOK_KINDS) await replaceConfiguration(kind);
  await waitForCertificates();
});

const versionOf = async (name: string) =>
  (await read<V1Secret>(NAME, 'secret', name)).metadata?.resourceVersion;

/** Waits until each replica serves with what the stand-in has issued, and trusted. */
async function waitUntilServed(secret: string): Promise<void> {
  await until('every replica serves with what was issued', async () => {
    const held = new X509Certificate((await readSecret(secret))['tls.crt'] ?? '');
    assert.ok(held.checkIssued(new X509Certificate(certificate.authority)));
    assert.deepEqual(await readServedFingerprints(), [held.fingerprint256, held.fingerprint256]);
  });
  for (const bundle of await readBundles()) assert.ok(bundle.includes(certificate.authority));
}

/** Nobody writes a Secret or caBundle for a while. */
async function assertQuiet(...secrets: string[]): Promise<void> {
  const look = async () => ({
    trusted: (await readBundles()).map(bundle => parseCertificates(bundle).map(({ subject }) => subject)),
    versions: await Promise.all(secrets.map(versionOf)),
    issued: certificate.writes,
  });
  const found = await look();
  await sleep(A_WHILE * 1_000);
  assert.deepEqual(await look(), found);
}

test('a Secret that another owner writes is left alone, and served with', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForPod(namespace, 'one-0');
  await waitForCertificates();
  stream = await streamAdmissions(namespace, 'one');
  since = new Date();
  certificate = await keepCertificate(SECRET);
  await waitUntilServed(SECRET);
  await assertQuiet(SECRET);
  assert.equal(certificate.writes, 1);
});

test('each replica says so once in its log, and by a metric', async () => {
  const lines = (await readLog(since)).filter(({ msg }) => msg.includes('another owner'));
  assert.equal(lines.length, 2);
  for (const line of lines) assert.match(JSON.stringify(line), /Certificate per-pod-config of cert-manager/);
  assert.equal(await sumMetric(FOREIGN), 2);
});

test('status says who owns it, and what to do', async () => {
  const { problems } = (await readStatusReport('-n', namespace)).webhook;
  assert.equal(problems.length, 1, problems.join('\n'));
  assert.match(
    problems[0] ?? '',
    /^Secret per-pod-config\/per-pod-config-tls .*Certificate per-pod-config of cert-manager/,
  );
});

test('what is issued by a new authority is served, too, and the former authority stays trusted', async () => {
  const former = certificate.authority;
  await certificate.replaceAuthority();
  await waitUntilServed(SECRET);
  for (const bundle of await readBundles()) assert.ok(bundle.includes(former));
  await assertQuiet(SECRET);
  assert.equal(certificate.writes, 2);
});

test('when the other owner has gone, and the Secret with it, the replicas manage their certificates again', async () => {
  await certificate.stop();
  await kubectl(['delete', 'secret', SECRET, '-n', NAME]);
  await waitForOwn();
  await until('the metric says so', async () => assert.equal(await sumMetric(FOREIGN), 0));
});

/** Every replica serves with a certificate that the program has issued, and caBundle covers it. */
async function waitForOwn(): Promise<void> {
  await until('every replica serves with its own certificate', async () => {
    const { 'tls.crt': held = '', 'ca.crt': authorities = '' } = await readSecret();
    const { fingerprint256, issuer } = new X509Certificate(held);
    assert.match(issuer, /per-pod-config CA/);
    assert.deepEqual(await readServedFingerprints(), [fingerprint256, fingerprint256]);
    for (const bundle of await readBundles()) assert.ok(bundle.startsWith(authorities));
  });
}

test('the overlay has a Secret of its own, and does not touch that of the replicas', async () => {
  await sleep(SPREAD_MS + 15_000); // until the former authority is dropped
  const version = await versionOf(SECRET);
  certificate = await keepCertificate(OVERLAY_SECRET);
  injector = injectAuthority(() => certificate.authority);
  await applyOverlay();
  await waitUntilServed(OVERLAY_SECRET);
  await assertQuiet(SECRET, OVERLAY_SECRET);
  assert.deepEqual([await versionOf(SECRET), certificate.writes], [version, 1]);
});

test('back without the overlay, with its Certificates left, nobody fights', async () => {
  const version = await versionOf(OVERLAY_SECRET);
  await applyManifests();
  await waitForWebhook();
  await waitForOwn();
  await assertQuiet(SECRET, OVERLAY_SECRET);
  assert.deepEqual([await versionOf(OVERLAY_SECRET), certificate.writes], [version, 1]);
  assert.equal(await sumMetric(FOREIGN), 0);
});

test('a configuration that asks cert-manager for an authority gets that as well, and nobody fights', async () => {
  const annotation = `cert-manager.io/inject-ca-from=${NAME}/${NAME}`;
  await certificate.replaceAuthority();
  await kubectl([
    'annotate',
    'mutatingwebhookconfiguration,validatingwebhookconfiguration',
    NAME,
    annotation,
  ]);
  await until('it is there', async () => {
    for (const bundle of await readBundles()) assert.ok(bundle.includes(certificate.authority));
  });
  await assertQuiet(SECRET);
  await waitForOwn();
});

test('in all of that, no admission was lost', async t => {
  const admitted = await stream.stop();
  assertNoneLost(t, admitted);
  assert.ok(admitted.admitted > 100);
});
