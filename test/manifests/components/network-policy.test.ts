import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { test } from 'node:test';
import { only, present, readInstallation } from '../installation.ts';
import { build, buildWith, missing, type Objects } from '../kustomize.ts';

const KEY = 'NetworkPolicy per-pod-config';
const PAGE = new URL('../../../docs/network-policy.md', import.meta.url);

/** The client's own type has `_from`, the manifest `from`. */
interface NetworkPolicySpec {
  readonly podSelector: { readonly matchLabels?: object };
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly object[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[] }[];
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string };
}

const specOf = (objects: Objects) =>
  present((objects[KEY] as { readonly spec?: NetworkPolicySpec } | undefined)?.spec);
const listCidrs = ({ ingress = [], egress = [] }: NetworkPolicySpec) =>
  [...ingress.flatMap(({ from = [] }) => from), ...egress.flatMap(({ to = [] }) => to)].flatMap(
    ({ ipBlock }) => ipBlock?.cidr ?? [],
  );

test('the component network-policy adds a policy for the pods of the Deployment, and changes nothing', async t => {
  if (missing) return t.skip(missing);
  const objects = await buildWith('network-policy');
  const { [KEY]: policy, ...others } = objects;
  assert.deepEqual(others, await buildWith());
  const { deployment } = await readInstallation();
  const { podSelector, policyTypes } = specOf(objects);
  assert.equal(policy?.metadata.namespace, deployment.metadata?.namespace);
  assert.deepEqual(podSelector.matchLabels, deployment.spec?.selector.matchLabels);
  assert.deepEqual(policyTypes, ['Ingress', 'Egress']);
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

test('the example in docs/network-policy.md fills in every address, and keeps the guard', async t => {
  if (missing) return t.skip(missing);
  const [, kustomization = ''] = /```yaml\n(.*?)```/s.exec(await readFile(PAGE, 'utf8')) ?? [];
  const { [KEY]: policy, ...others } = await build(kustomization);
  assert.deepEqual(others, await buildWith('guard'));
  const filled = specOf({ [KEY]: present(policy) });
  assert.deepEqual(listCidrs(filled), ['192.0.2.10/32', '192.0.2.10/32']);
  const unfilled = specOf(await buildWith('network-policy'));
  const text = JSON.stringify(unfilled).replaceAll(/fill in [^"]*/g, '192.0.2.10/32');
  assert.deepEqual(filled, JSON.parse(text));
});
