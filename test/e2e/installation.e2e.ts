import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { V1MutatingWebhookConfiguration } from '@kubernetes/client-node';
import { runInside } from './inside.ts';
import {
  applyManifests,
  NAME,
  readWebhookPods,
  SECRET,
  WEBHOOK_KINDS,
  waitForWebhook,
} from './installation.ts';
import { kubectl, read } from './kubectl.ts';

const ACCOUNT = `system:serviceaccount:${NAME}:${NAME}`;

/** kubectl says "no" with exit code 1. */
async function canI(
  verb: string,
  resource: string,
  namespace: string,
  ...options: string[]
): Promise<string> {
  const question = [verb, resource, '-n', namespace, ...options];
  const answer = kubectl(['auth', 'can-i', ...question, '--as', ACCOUNT]);
  return (await answer.catch((error: Error & { stdout: string }) => error.stdout)).trim();
}

async function evaluate<T>(expression: string): Promise<T[]> {
  const script = `console.log(JSON.stringify(${expression}))`;
  const pods = await readWebhookPods();
  return Promise.all(
    pods.map(async ({ metadata }) => {
      const container = { namespace: NAME, pod: metadata?.name ?? '' };
      return JSON.parse(await runInside(container, '/nodejs/bin/node', '-e', script)) as T;
    }),
  );
}

const CONFIGURATIONS = WEBHOOK_KINDS.map(kind => `${kind}s.admissionregistration.k8s.io`);

type Right = [verb: string, resource: string, namespace: string];

/** All that the webhook may do. */
const RIGHTS: readonly Right[] = [
  ['get', 'statefulsets.apps', 'default'],
  ...['get', 'create', 'patch'].map(verb => [verb, `secrets/${SECRET}`, NAME] as Right),
  ...CONFIGURATIONS.flatMap(resource =>
    ['get', 'patch'].map(verb => [verb, `${resource}/${NAME}`, NAME] as Right),
  ),
];

/** What would be the next step, and is not given. */
const OTHERS: readonly Right[] = [
  ...['list', 'watch', 'create', 'update', 'patch', 'delete'].map(
    verb => [verb, 'statefulsets.apps', 'default'] as Right,
  ),
  ...['configmaps', 'secrets', 'pods', 'nodes', 'namespaces', 'serviceaccounts', 'deployments.apps'].flatMap(
    resource => ['default', NAME].map(namespace => ['get', resource, namespace] as Right),
  ),
  ...['list', 'watch', 'update', 'delete'].map(verb => [verb, `secrets/${SECRET}`, NAME] as Right),
  ['get', `secrets/${SECRET}`, 'default'],
  ['create', 'secrets', NAME],
  ['patch', 'secrets/another', NAME],
  ...CONFIGURATIONS.flatMap(resource => [
    ...['update', 'create', 'delete'].map(verb => [verb, `${resource}/${NAME}`, NAME] as Right),
    ['patch', `${resource}/another`, NAME] as Right,
    ['list', resource, NAME] as Right,
  ]),
];

test('the webhook may read StatefulSets, and look after its own Secret and caBundle, by name', async () => {
  for (const right of RIGHTS) assert.equal(await canI(...right), 'yes', right.join(' '));
});

test('the webhook may do nothing else', async () => {
  for (const right of OTHERS) assert.equal(await canI(...right), 'no', right.join(' '));
  assert.equal(await canI('get', 'statefulsets.apps', 'default', '--subresource=status'), 'no');
});

test('its containers run as nobody special, on a file system that they cannot write', async () => {
  const facts = await evaluate<object>(`(() => {
    const fs = require('fs');
    const status = fs.readFileSync('/proc/1/status', 'utf8');
    const field = name => status.match(new RegExp('^' + name + ':\\\\s*(.*)$', 'm'))[1];
    const write = path => { try { fs.writeFileSync(path, ''); } catch (error) { return error.code; } };
    return {
      uid: field('Uid').split('\\t')[0], gid: field('Gid').split('\\t')[0],
      capabilities: BigInt('0x' + field('CapBnd')).toString(), noNewPrivileges: field('NoNewPrivs'),
      seccomp: field('Seccomp'), root: write('/x'), code: write('/app/dist/main.js'),
    };
  })()`);
  const [uid, gid] = ['65532', '65532'];
  const files = { root: 'EROFS', code: 'EROFS' };
  const expected = { uid, gid, capabilities: '0', noNewPrivileges: '1', seccomp: '2', ...files };
  assert.deepEqual(facts, [expected, expected]);
});

test('applying the manifests again changes nothing, least of all the caBundle', async () => {
  const readConfiguration = () =>
    read<V1MutatingWebhookConfiguration>('default', 'mutatingwebhookconfiguration', NAME);
  const before = await readConfiguration();
  assert.ok(before.webhooks?.[0]?.clientConfig.caBundle !== undefined);
  const pods = (await readWebhookPods()).map(({ metadata }) => metadata?.uid);
  await applyManifests();
  await waitForWebhook();
  assert.deepEqual((await readConfiguration()).webhooks, before.webhooks);
  assert.deepEqual(
    (await readWebhookPods()).map(({ metadata }) => metadata?.uid),
    pods,
  );
});
