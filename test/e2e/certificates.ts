import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { V1MutatingWebhookConfiguration, V1Secret } from '@kubernetes/client-node';
import { parseCertificates } from '../../src/certificates/parse-certificates.ts';
import { isTrustedBy } from '../../src/certificates/trust.ts';
import type { Admitted } from './admission-stream.ts';
import { type ApiServer, openApiServer } from './api-server.ts';
import { runInside } from './inside.ts';
import { NAME, readWebhookPods, SECRET, WEBHOOK_KINDS } from './installation.ts';
import { kubectl } from './kubectl.ts';
import { until } from './until.ts';

/** The texts in a Secret, as it comes the one that the replicas share, by their keys; none where there is no Secret. */
export async function readSecret(name = SECRET): Promise<Readonly<Record<string, string>>> {
  const { call } = await askServer();
  const path = `/api/v1/namespaces/${NAME}/secrets?fieldSelector=metadata.name%3D${name}`;
  const { items } = await call<{ items: V1Secret[] }>('GET', path, [200]);
  const data = Object.entries(items[0]?.data ?? {});
  return Object.fromEntries(data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
}

/** The PEM text in the caBundle of each webhook of the two configurations. */
export async function readBundles(): Promise<string[]> {
  const { call } = await askServer();
  const configurations = await Promise.all(
    WEBHOOK_KINDS.map(kind =>
      call<V1MutatingWebhookConfiguration>('GET', `/apis/${GROUP}/v1/${kind}s/${NAME}`, [200]),
    ),
  );
  return configurations.flatMap(({ webhooks = [] }) =>
    webhooks.map(({ clientConfig: { caBundle = '' } }) => Buffer.from(caBundle, 'base64').toString()),
  );
}

/** Asked directly: they are looked at all the time, and a kubectl for each look keeps a machine busy. */
function askServer(): Promise<ApiServer> {
  server ??= openApiServer();
  return server;
}

let server: Promise<ApiServer> | undefined;

const GROUP = 'admissionregistration.k8s.io';

/**
 * What a replica shows whoever calls it, asked by the only program in its container: the fingerprint of its
 * certificate, and a page of its other port.
 */
async function ask(
  pod: string,
  path: string,
): Promise<{ fingerprint: string; status: number; text: string }> {
  const script = `
    const socket = require('tls').connect({ port: 8443, rejectUnauthorized: false }, async () => {
      const fingerprint = socket.getPeerX509Certificate().fingerprint256;
      const response = await fetch('http://localhost:8080${path}');
      console.log(JSON.stringify({ fingerprint, status: response.status, text: await response.text() }));
      socket.end();
    });`;
  return JSON.parse(await runInside({ namespace: NAME, pod }, '/nodejs/bin/node', '-e', script));
}

const askAll = async (path: string) =>
  Promise.all((await readWebhookPods()).map(({ metadata }) => ask(metadata?.name ?? '', path)));

/** Waits until every replica serves with what the Secret holds, is ready, and trusted by every caBundle. */
export async function waitForCertificates(seconds = 120): Promise<string> {
  return until(
    'every replica serves with the certificate in the Secret, and caBundle is what the Secret holds',
    async () => {
      const { 'tls.crt': held = '', 'ca.crt': authorities = '' } = await readSecret();
      const { fingerprint256 } = new X509Certificate(held);
      for (const { fingerprint, status, text } of await askAll('/readyz')) {
        assert.deepEqual([fingerprint, status], [fingerprint256, 200], text);
      }
      for (const bundle of await readBundles()) assert.equal(bundle, authorities);
      return fingerprint256;
    },
    seconds,
  );
}

/** The fingerprint of what each replica serves with. */
export async function readServedFingerprints(): Promise<string[]> {
  return (await askAll('/healthz')).map(({ fingerprint }) => fingerprint);
}

/** The sum of a metric over all replicas. */
export async function sumMetric(name: string): Promise<number> {
  const pages = await askAll('/metrics');
  const values = pages.flatMap(({ text }) => [
    ...text.matchAll(new RegExp(`^${name}(?:{.*})? (\\S+)$`, 'gm')),
  ]);
  assert.ok(values.length > 0, `no replica has ${name}`);
  return values.reduce((sum, [, value]) => sum + Number(value), 0);
}

/** The log lines of all replicas since a moment. */
export async function readLog(since: Date): Promise<readonly LogLine[]> {
  const selector = ['-l', `app.kubernetes.io/name=${NAME}`, '--tail=-1', '--ignore-errors'];
  const text = await kubectl(['logs', '-n', NAME, ...selector, `--since-time=${since.toISOString()}`]);
  return text
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as LogLine)
    .filter(({ time }) => time >= since.toISOString()); // kubectl's own option is in whole seconds
}

/**
 * Asserts that no admission was lost to certificates. On a machine that is very busy (a load of 30 on two cores was seen) a few calls take
 * longer than the API server waits for: those are told, and are none of what is looked for.
 */
export function assertNoneLost(t: TestContext, { admitted, failures }: Admitted): readonly string[] {
  const late = failures.filter(failure => /context deadline exceeded|status code (408|429)/.test(failure));
  t.diagnostic(`${admitted} dry runs were admitted meanwhile, ${late.length} came too late`);
  assert.deepEqual(
    failures.filter(failure => !late.includes(failure)),
    [],
  );
  assert.ok(late.length <= admitted / 100, late.join('\n'));
  return late;
}

interface LogLine {
  readonly msg: string;
  readonly time: string;
}

/**
 * Looks again and again whether every caBundle covers the certificate in the Secret, until it is told to stop;
 * gives what was not so, and how often it looked.
 */
export function watchCoverage(): { stop(): Promise<{ looks: number; faults: string[] }> } {
  const faults: string[] = [];
  let [looks, stopped] = [0, false];
  const work = async () => {
    for (; !stopped; looks += 1, await sleep(50)) {
      const before = await readBundles();
      const { 'tls.crt': held = '' } = await readSecret();
      // A bundle that was replaced while the Secret was read must cover it before or after.
      const after = await readBundles();
      const now = new Date();
      const covers = (bundle = '') => isTrustedBy(new X509Certificate(held), parseCertificates(bundle), now);
      for (const [index, bundle] of before.entries()) {
        if (!covers(bundle) && !covers(after[index])) faults.push(`${now.toISOString()} ${bundle} ${held}`);
      }
    }
  };
  const done = work();
  return {
    async stop() {
      stopped = true;
      await done;
      return { looks, faults };
    },
  };
}
