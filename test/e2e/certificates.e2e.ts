import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SPREAD_MS } from '../../src/certificates/decide-step.ts';
import { parseCertificates } from '../../src/certificates/parse-certificates.ts';
import { isIssuedBy } from '../../src/certificates/trust.ts';
import { type AdmissionStream, streamAdmissions } from './admission-stream.ts';
import {
  assertNoneLost,
  readBundles,
  readLog,
  readSecret,
  sumMetric,
  waitForCertificates,
} from './certificates.ts';
import {
  applyManifests,
  makeCertificates,
  NAME,
  replaceCertificates,
  replaceConfiguration,
  SECRET,
  WEBHOOK_KINDS,
} from './installation.ts';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, waitForPod } from './pods.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/one-pod.yaml', import.meta.url));
const REPAIRS = 'per_pod_config_ca_bundle_repairs_total';

const namespace = useNamespace('certificates');

/** Waits for a line in the log of some replica; gives how many have it. */
async function waitForLine(since: Date, pattern: RegExp): Promise<number> {
  return until(`the log has a line like ${pattern}`, async () => {
    const lines = (await readLog(since)).filter(line => pattern.test(JSON.stringify(line)));
    assert.ok(lines.length > 0);
    return lines.length;
  });
}

/** Runs a test during which no admission may fail. */
function testWithoutLoss(title: string, run: (since: Date) => Promise<void>): void {
  test(title, async t => {
    const stream: AdmissionStream = await streamAdmissions(namespace, 'one');
    t.after(() => stream.stop());
    await run(new Date());
    const admitted = await stream.stop();
    assertNoneLost(t, admitted);
    assert.ok(admitted.admitted > 0);
  });
}

test('a pod is configured with the certificates that the webhook has made itself', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
  await waitForCertificates();
});

testWithoutLoss('a Secret that is lost is made anew, and no admission is lost', async since => {
  const { 'tls.crt': former } = await readSecret();
  await kubectl(['delete', 'secret', SECRET, '-n', NAME]);
  await until('there is another certificate', async () => {
    const { 'tls.crt': held } = await readSecret();
    assert.ok(held !== undefined && held !== '' && held !== former);
  });
  await waitForCertificates();
  assert.equal(await waitForLine(since, /"made a certificate authority"/), 1, 'one replica makes it');
});

testWithoutLoss('garbage in the Secret is replaced and told of, and no admission is lost', async since => {
  const garbage = Buffer.from('garbage').toString('base64');
  const keys = ['ca.crt', 'ca.key', 'tls.crt', 'tls.key', 'retired.crt'];
  const data = Object.fromEntries(keys.map(key => [key, garbage]));
  await kubectl(['patch', 'secret', SECRET, '-n', NAME, '-p', JSON.stringify({ data })]);
  await waitForLine(since, /cannot be used.*|ca\.crt is not what it must be: expected PEM/);
  await until('there is a certificate again', async () =>
    assert.match((await readSecret())['tls.crt'] ?? '', /^-----BEGIN/),
  );
  await waitForCertificates();
});

testWithoutLoss('a certificate for other names is replaced, and no admission is lost', async since => {
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  await makeCertificates(directory, 'another.svc');
  await replaceCertificates(directory);
  await rm(directory, { recursive: true });
  const name = `${NAME}.${NAME}.svc`;
  await waitForLine(since, new RegExp(`"the former one is not for ${name}".*"issued a serving certificate"`));
  await waitForCertificates();
});

for (const kind of WEBHOOK_KINDS) {
  test(`caBundle of the ${kind} is repaired when somebody removes it`, async () => {
    await waitForQuiet(); // a change of our own at that moment would put it right, too, and not call that a repair
    const [since, repairs] = [new Date(), await sumMetric(REPAIRS)];
    const patch = JSON.stringify([{ op: 'remove', path: '/webhooks/0/clientConfig/caBundle' }]);
    await kubectl(['patch', kind, NAME, '--type=json', '-p', patch]);
    await waitForCertificates();
    assert.equal(await waitForLine(since, /"repaired caBundle: somebody else had changed it"/), 1);
    assert.equal(await sumMetric(REPAIRS), repairs + 1);
  });

  test(`caBundle of the ${kind} is repaired when somebody replaces the manifest`, async () => {
    const since = new Date();
    await replaceConfiguration(kind);
    await waitForLine(since, /"repaired caBundle: somebody else had changed it"/);
    await waitForCertificates();
  });
}

/** Waits until nothing is left that the replicas are going to change, and until each of them has seen that. */
async function waitForQuiet(): Promise<void> {
  await waitForNeed();
  await sleep(ROUND_MS);
  await waitForNeed();
}

/** Longer than the pause between two looks of a replica. */
const ROUND_MS = 5_000;

/** Waits until no authority is left that the replicas are going to drop: each has signed what is in use, and is trusted. */
async function waitForNeed(): Promise<void> {
  await until(
    'every authority is needed, and caBundle is what the Secret holds',
    async () => {
      const {
        'ca.crt': authorities = '',
        'tls.crt': held = '',
        'retired.crt': retired = '',
      } = await readSecret();
      const soon = new Date(Date.now() + 3_600_000);
      const inUse = parseCertificates(held + retired).filter(({ validToDate }) => validToDate > soon);
      for (const authority of parseCertificates(authorities)) {
        assert.ok(
          inUse.some(one => isIssuedBy(one, authority)),
          `${authority.subject} is to be dropped`,
        );
      }
      for (const bundle of await readBundles()) assert.equal(bundle, authorities);
    },
    4 * (SPREAD_MS / 1_000),
  );
}

testWithoutLoss('applying the manifests again touches neither caBundle nor the Secret', async () => {
  await waitForQuiet();
  const since = new Date();
  const before = [await readBundles(), await readSecret()];
  await applyManifests();
  assert.deepEqual([await readBundles(), await readSecret()], before);
  await waitForCertificates();
  assert.deepEqual(
    (await readLog(since)).filter(({ msg }) => /caBundle|certificate/.test(msg)),
    [],
  );
});

test('what others have put on the Secret stays', async () => {
  await kubectl(['label', 'secret', SECRET, '-n', NAME, 'team=a', '--overwrite']);
  await kubectl(['patch', 'secret', SECRET, '-n', NAME, '-p', '{"data":{"tls.crt":"","tls.key":""}}']);
  await until('there is a certificate again', async () =>
    assert.match((await readSecret())['tls.crt'] ?? '', /^-----BEGIN/),
  );
  await waitForCertificates();
  const label = await kubectl([
    'get',
    'secret',
    SECRET,
    '-n',
    NAME,
    '-o',
    'jsonpath={.metadata.labels.team}',
  ]);
  assert.equal(label, 'a');
});

test('metrics say when the certificates end, and when all was last looked after', async () => {
  const now = Date.now() / 1_000;
  const days = (seconds: number) => (seconds / 2 - now) / 86_400;
  const expiry = (name: string) =>
    `per_pod_config_certificate_expiry_timestamp_seconds{certificate="${name}"}`;
  const sum = (name: string) => sumMetric(name.replace(/[{}"]/g, '\\$&'));
  assert.equal(Math.round(days(await sum(expiry('ca')))), 365);
  assert.equal(Math.round(days(await sum(expiry('serving')))), 90);
  const reconciled = await sumMetric('per_pod_config_certificates_reconciled_timestamp_seconds');
  assert.ok(Math.abs(reconciled / 2 - now) < 30);
});
