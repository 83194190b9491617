import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { test } from 'node:test';
import type { V1NetworkPolicy, V1NetworkPolicySpec } from '@kubernetes/client-node';
import { only, present, readInstallation } from '../installation.ts';
import { build, buildWith, missing, type Objects } from '../kustomize.ts';

const KEY = 'NetworkPolicy per-pod-config';
const PAGE = new URL('../../../docs/network-policy.md', import.meta.url);

const specOf = (objects: Objects) => present((objects[KEY] as V1NetworkPolicy | undefined)?.spec);
const listCidrs = ({ ingress = [], egress = [] }: V1NetworkPolicySpec) =>
  [...ingress.flatMap(({ from = [] }) => from), ...egress.flatMap(({ to = [] }) => to)].flatMap(
    ({ ipBlock }) => ipBlock?.cidr ?? [],
  );

test('the component network-policy adds a policy for the pods of the Deployment, and changes nothing', async t => {
  if (missing) return t.skip(missing);
  const { [KEY]: policy, ...others } = await buildWith('network-policy');
  assert.deepEqual(others, await buildWith());
  const { deployment } = await readInstallation();
  const { metadata, spec } = policy as V1NetworkPolicy;
  assert.equal(metadata?.namespace, deployment.metadata?.namespace);
  assert.deepEqual(spec?.podSelector.matchLabels, deployment.spec?.selector.matchLabels);
  assert.deepEqual(spec?.policyTypes, ['Ingress', 'Egress']);
});

test('it opens the two ports of the server, that of the webhook for the API servers only', async t => {
  if (missing) return t.skip(missing);
  const { flags } = await readInstallation();
  const [webhook, health, ...others] = present(specOf(await buildWith('network-policy')).ingress);
  assert.deepEqual(others, []);
  assert.deepEqual(webhook?.ports, [{ protocol: 'TCP', port: flags['port'] }]);
  assert.deepEqual(Object.keys(only(webhook?.from)), ['ipBlock']);
  assert.deepEqual(health?.ports, [{ protocol: 'TCP', port: flags['healthPort'] }]);
});

test('no address is valid before it is filled in, so that an unfilled policy cannot block anything', async t => {
  if (missing) return t.skip(missing);
  const cidrs = listCidrs(specOf(await buildWith('network-policy')));
  assert.equal(cidrs.length, 2);
  for (const cidr of cidrs) assert.equal(isIP(cidr.split('/')[0] ?? ''), 0, cidr);
});

test('the patches in docs/network-policy.md fill in every address', async t => {
  if (missing) return t.skip(missing);
  const [, kustomization = ''] = /```yaml\n(.*?)```/s.exec(await readFile(PAGE, 'utf8')) ?? [];
  const filled = specOf(await build(kustomization));
  assert.deepEqual(listCidrs(filled), ['192.0.2.10/32', '192.0.2.10/32']);
  const unfilled = specOf(await buildWith('network-policy'));
  const text = JSON.stringify(unfilled).replaceAll(/fill in [^"]*/g, '192.0.2.10/32');
  assert.deepEqual(filled, JSON.parse(text));
});
