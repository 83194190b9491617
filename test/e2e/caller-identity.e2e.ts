// Whether a webhook can tell that the API server calls it. When a release of Kubernetes sends an identity (KEP-6060,
// `--feature-gates=APIServerWebhookAuthenticationToken=true`), these tests fail: the webhook can check it then, and SECURITY.md
// has to say so.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tellFact } from './difference.ts';
import { makeCertificates, NAME } from './installation.ts';
import { apply, kubectl } from './kubectl.ts';
import { SUITE_LABEL, useNamespace } from './namespace.ts';
import { until } from './until.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const RECORDER = 'caller-recorder';
const CONFIGURATION = `${NAME}-e2e-${RECORDER}`;

interface Caller {
  /** The names of the headers. */
  readonly headers: readonly string[];
  /** The subject of the client's certificate; null if it has shown none. */
  readonly certificate: string | null;
}

const namespace = useNamespace(RECORDER, { [RECORDER]: 'enabled' });
let caller: Caller;
before(async () => {
  await installRecorder();
  caller = await until('the recorder is called', readCaller);
});
after(() => kubectl(['delete', 'validatingwebhookconfiguration', CONFIGURATION, '--ignore-not-found']));

test('the API server shows a webhook no client certificate, though it is asked for one', t => {
  assert.equal(caller.certificate, null);
  tellFact(t, 'client certificate of the API server', 'none');
});

test('the API server sends a webhook no token, nor any other header that could be one', t => {
  const known = [
    'accept',
    'accept-encoding',
    'content-length',
    'content-type',
    'host',
    'traceparent',
    'user-agent',
  ];
  assert.deepEqual(
    caller.headers.filter(name => !known.includes(name)),
    [],
  );
  tellFact(t, 'token of the API server', 'none');
});

async function installRecorder(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  await makeCertificates(directory, `${RECORDER}.${namespace}.svc`);
  const from = ['-n', namespace, '--from-file'];
  await kubectl(['create', 'secret', 'generic', RECORDER, ...from, directory]);
  await kubectl(['create', 'configmap', RECORDER, ...from, path(`${RECORDER}.ts`)]);
  await kubectl(['apply', '-n', namespace, '-f', path(`manifests/${RECORDER}.yaml`)]);
  await kubectl(['rollout', 'status', `deployment/${RECORDER}`, '-n', namespace, '--timeout=90s']);
  const caBundle = (await readFile(join(directory, 'ca.crt'))).toString('base64');
  await rm(directory, { recursive: true });
  await apply(namespace, describeConfiguration(caBundle));
}

const describeConfiguration = (caBundle: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: CONFIGURATION, labels: { [SUITE_LABEL]: 'true' } },
  webhooks: [
    {
      name: 'recorder.e2e.per-pod-config.svc',
      clientConfig: { service: { namespace, name: RECORDER }, caBundle },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] }],
      namespaceSelector: { matchLabels: { [RECORDER]: 'enabled' } },
      objectSelector: { matchLabels: { [RECORDER]: 'enabled' } },
      failurePolicy: 'Fail',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    },
  ],
});

/** Has a ConfigMap denied, and reads in the denial who has called. */
async function readCaller(): Promise<Caller> {
  const metadata = { name: 'denied', labels: { [RECORDER]: 'enabled' } };
  const denial = await apply(namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata }).then(
    () => assert.fail('expected the recorder to be called'),
    (error: Error) => error.message,
  );
  const [, found] = /denied the request: (\{.*\})/.exec(denial) ?? [];
  assert.ok(found !== undefined, denial);
  return JSON.parse(found) as Caller;
}
