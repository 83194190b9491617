import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { V1MutatingWebhookConfiguration } from '@kubernetes/client-node';
import { MANIFESTS } from './kustomization.ts';
import { kustomize, missing, type Objects } from './kustomize.ts';

const LAST = join(MANIFESTS, 'without-policies');

test('without-policies leaves out the policies and nothing else', async t => {
  if (missing) return t.skip(missing);
  const all = Object.entries(await build(t, []));
  const others = all.filter(([key]) => !key.includes('AdmissionPolicy'));
  assert.equal(all.length - others.length, 4);
  assert.deepEqual(new Map(Object.entries(await build(t, [LAST]))), new Map(others));
});

test('without-policies may be listed where there are none', async t => {
  if (missing) return t.skip(missing);
  assert.deepEqual(await build(t, [LAST, LAST]), await build(t, [LAST]));
});

test('without-policies has pods wait for the webhook, also if another component leaves that to a policy', async t => {
  if (missing) return t.skip(missing);
  const failurePolicy = async (...components: string[]) => {
    const objects = await build(t, components);
    const configuration = objects['MutatingWebhookConfiguration per-pod-config'];
    return (configuration as V1MutatingWebhookConfiguration).webhooks?.[0]?.failurePolicy;
  };
  assert.equal(await failurePolicy('ignoring'), 'Ignore');
  assert.equal(await failurePolicy('ignoring', LAST), 'Fail');
});

const IGNORING = {
  apiVersion: 'kustomize.config.k8s.io/v1alpha1',
  kind: 'Component',
  patches: [
    {
      target: { kind: 'MutatingWebhookConfiguration' },
      patch: '[{"op": "replace", "path": "/webhooks/0/failurePolicy", "value": "Ignore"}]',
    },
  ],
};

test('without-policies undoes all that component guard does', async t => {
  if (missing) return t.skip(missing);
  assert.deepEqual(await build(t, [join(MANIFESTS, 'components/guard'), LAST]), await build(t, [LAST]));
});

/** The base with components, which may be `ignoring`. kustomize takes no absolute paths. */
async function build(t: TestContext, components: readonly string[]): Promise<Objects> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kustomization-')));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'ignoring'));
  await writeFile(join(folder, 'ignoring/kustomization.yaml'), JSON.stringify(IGNORING));
  const paths = components.map(path => (path === 'ignoring' ? path : relative(folder, path)));
  const base = relative(folder, join(MANIFESTS, 'base'));
  await writeFile(
    join(folder, 'kustomization.yaml'),
    JSON.stringify({ resources: [base], components: paths }),
  );
  return kustomize(folder);
}
