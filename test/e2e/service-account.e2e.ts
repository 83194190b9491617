// What the webhook's service account may change, with its own permissions and with more than those. All are dry runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { waitForCertificates } from './certificates.ts';
import { NAME, readWebhookPods, SECRET, WEBHOOK_KINDS, waitForWebhook } from './installation.ts';
import { kubectl } from './kubectl.ts';
import { type Change, listConfigurationChanges, listSecretChanges } from './service-account-changes.ts';
import { until } from './until.ts';

/** Lets the service accounts of the namespace do anything with Secrets and webhook configurations. */
const MANIFEST = fileURLToPath(new URL('manifests/service-account.yaml', import.meta.url));

const as = (account: string) => [
  `--as=system:serviceaccount:${NAME}:${account}`,
  `--as-group=system:serviceaccounts:${NAME}`,
  '--dry-run=server',
];
const OWN = as(NAME);
const OTHER = as('default');
const ADMIN = ['--dry-run=server'];

before(() => waitForCertificates());
after(async () => {
  await kubectl(['delete', '--ignore-not-found', '-f', MANIFEST]);
  await scaleBack();
});

const patch = (object: readonly string[], change: readonly object[], who: readonly string[]) =>
  kubectl(['patch', ...object, '--type=json', '-p', JSON.stringify(change), ...who]);

/** The object, and what may not be changed in it. */
const HELD: readonly (readonly [object: readonly string[], policy: string, changes: readonly Change[]])[] = [
  ...WEBHOOK_KINDS.map(
    kind =>
      [
        [kind, NAME],
        'per-pod-config-ca-bundle',
        listConfigurationChanges(kind.startsWith('mutating')),
      ] as const,
  ),
  [['secret', SECRET, '-n', NAME], 'per-pod-config-secret', listSecretChanges()],
];

for (const kind of WEBHOOK_KINDS) {
  test(`it may change caBundle of the ${kind}`, async () => {
    const change = [{ op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: 'LS0tLS0K' }];
    assert.match(await patch([kind, NAME], change, OWN), /patched/);
  });
}

test('it may change the keys of its certificates in its Secret', async () => {
  for (const key of ['ca.crt', 'ca.key', 'retired.crt', 'tls.crt', 'tls.key']) {
    const change = [{ op: 'add', path: `/data/${key}`, value: 'eA==' }];
    assert.match(await patch(['secret', SECRET, '-n', NAME], change, OWN), /patched/, key);
  }
});

for (const [object, policy, changes] of HELD) {
  const [kind = ''] = object;

  test(`it may change nothing else of the ${kind}, and is told the field`, async () => {
    for (const change of changes) {
      const expected = `'${policy}' denied request: per-pod-config's service account may only change `;
      await assert.rejects(patch(object, change.patch, OWN), ({ stderr }: { stderr: string }) => {
        assert.ok(stderr.includes(expected), stderr);
        assert.match(stderr, /got a change of (.*)\. Make this change as an administrator/);
        assert.ok(stderr.includes(`got a change of ${change.field}.`), stderr);
        return true;
      });
    }
  });

  test(`an administrator may change all of the ${kind}`, async () => {
    for (const change of changes) assert.match(await patch(object, change.patch, ADMIN), /patched/);
  });
}

test('with more permissions, it still creates and deletes no webhook configuration', async () => {
  await kubectl(['apply', '-f', MANIFEST]);
  await until('the account has the permissions', () =>
    kubectl(['auth', 'can-i', 'delete', 'secrets', '-n', 'default', ...OWN.slice(0, -1)]),
  );
  for (const kind of WEBHOOK_KINDS) {
    const manifest = JSON.parse(await kubectl(['get', kind, NAME, '-o', 'json']));
    const copy = { ...manifest, metadata: { name: 'other' } };
    await assert.rejects(
      kubectl(['create', '-f', '-', ...OWN], JSON.stringify(copy)),
      /may only update the webhook configurations named per-pod-config, got CREATE of other/,
    );
    await assert.rejects(
      kubectl(['delete', kind, NAME, ...OWN]),
      /may only update the webhook configurations named per-pod-config, got DELETE of per-pod-config/,
    );
  }
});

test('with more permissions, it still writes and deletes no other Secret', async () => {
  const create = (name: string, namespace: string) =>
    kubectl(['create', 'secret', 'generic', name, '-n', namespace, ...OWN]);
  await assert.rejects(
    create('other', NAME),
    /per-pod-config-secret.* got CREATE of other in per-pod-config/,
  );
  await assert.rejects(create(SECRET, 'default'), /got CREATE of per-pod-config-tls in default/);
  const deletion = kubectl(['delete', 'secret', SECRET, '-n', NAME, ...OWN]);
  await assert.rejects(deletion, /got DELETE of per-pod-config-tls in per-pod-config/);
});

test('other accounts of the namespace are not held', async () => {
  for (const [object, , changes] of HELD) {
    for (const change of changes.slice(0, 2)) {
      assert.match(await patch(object, change.patch, OTHER), /patched/);
    }
  }
});

test('a new Secret is the one that the program creates, and has no other type', async () => {
  await kubectl(['scale', `deployment/${NAME}`, '-n', NAME, '--replicas=0']);
  await until('no replica is left', async () => assert.deepEqual(await readWebhookPods(), []));
  await kubectl(['delete', 'secret', SECRET, '-n', NAME]);
  const create = (secret: object) =>
    kubectl(['apply', '--server-side', '-f', '-', ...OWN], JSON.stringify({ ...NEW_SECRET, ...secret }));
  assert.match(await create({}), /serverside-applied/);
  const { metadata } = NEW_SECRET;
  for (const [fields, changed] of [
    [
      { type: 'kubernetes.io/service-account-token', metadata: TOKEN_OF_ANOTHER },
      'type, metadata.annotations',
    ],
    [{ immutable: true }, 'immutable'],
    [{ data: { other: 'eA==' } }, 'data.other'],
    [{ metadata: { ...metadata, labels: { other: 'x' } } }, 'metadata.labels'],
    [{ metadata: { ...metadata, finalizers: ['example.com/other'] } }, 'metadata.finalizers'],
  ] as const) {
    await assert.rejects(create(fields), new RegExp(`may only change .*, got a change of ${changed}\\.`));
  }
});

const NEW_SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: SECRET,
    namespace: NAME,
    labels: { 'app.kubernetes.io/name': NAME, 'app.kubernetes.io/part-of': NAME },
  },
};

const TOKEN_OF_ANOTHER = {
  ...NEW_SECRET.metadata,
  annotations: { 'kubernetes.io/service-account.name': 'default' },
};

test('the program creates its Secret, and certificates, with the policies in force', async () => {
  await scaleBack();
  await waitForCertificates();
});

async function scaleBack(): Promise<void> {
  await kubectl(['scale', `deployment/${NAME}`, '-n', NAME, '--replicas=2']);
  await waitForWebhook();
}
