// What the API server says to the component network-policy. The cluster of the tests enforces no NetworkPolicy.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { kubectl } from './kubectl.ts';

const MANIFEST = new URL('../../manifests/components/network-policy/networkpolicy.yaml', import.meta.url);
const manifest = await readFile(MANIFEST, 'utf8');
const tryOut = (text: string) => kubectl(['create', '--dry-run=server', '-f', '-'], text);

for (const rule of ['ingress[0].from[0]', 'egress[0].to[0]']) {
  test(`the addresses of ${rule} have to be filled in`, async () => {
    await assert.rejects(tryOut(manifest), ({ stderr }: { stderr: string }) => {
      assert.ok(stderr.includes(`spec.${rule}.ipBlock.cidr: Invalid value: "fill in `), stderr);
      return true;
    });
  });
}

test('filled in, the policy is accepted', async () => {
  assert.match(await tryOut(manifest.replaceAll(/cidr: fill in .*/g, 'cidr: 192.0.2.10/32')), /created/);
});
