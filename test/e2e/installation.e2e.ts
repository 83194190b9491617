import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { V1MutatingWebhookConfiguration } from '@kubernetes/client-node';
import { runInside } from './inside.ts';
import { applyManifests, NAME, readWebhookPods, waitForWebhook } from './installation.ts';
import { kubectl, read } from './kubectl.ts';

const ACCOUNT = `system:serviceaccount:${NAME}:${NAME}`;

/** kubectl says "no" with exit code 1. */
async function canI(...question: string[]): Promise<string> {
  const answer = kubectl(['auth', 'can-i', ...question, '--as', ACCOUNT, '-n', 'default']);
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

test('the webhook may get StatefulSets, and nothing else', async () => {
  assert.equal(await canI('get', 'statefulsets.apps'), 'yes');
  for (const verb of ['list', 'watch', 'create', 'update', 'patch', 'delete']) {
    assert.equal(await canI(verb, 'statefulsets.apps'), 'no', verb);
  }
  const others = [
    'configmaps',
    'secrets',
    'pods',
    'nodes',
    'namespaces',
    'serviceaccounts',
    'deployments.apps',
  ];
  for (const resource of [...others, 'mutatingwebhookconfigurations.admissionregistration.k8s.io']) {
    assert.equal(await canI('get', resource), 'no', resource);
  }
  assert.equal(await canI('get', 'statefulsets.apps', '--subresource=status'), 'no');
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
      key: write('/etc/per-pod-config/tls/tls.key'),
    };
  })()`);
  const [uid, gid] = ['65532', '65532'];
  const files = { root: 'EROFS', code: 'EROFS', key: 'EROFS' };
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
