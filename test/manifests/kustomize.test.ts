import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import type { V1ConfigMap } from '@kubernetes/client-node';
import { NAME } from './installation.ts';
import { MANIFESTS, parseObjects, readKustomization, renderFiles } from './kustomization.ts';
import { buildWith, byKindAndName, kustomize, missing } from './kustomize.ts';

test('the base is every file of it, one object a file', async () => {
  const base = join(MANIFESTS, 'base');
  const { resources } = await readKustomization(base);
  const files = (await readdir(base)).filter(file => file !== 'kustomization.yaml');
  assert.deepEqual([...resources].sort(), files.sort());
  const objects = await renderFiles(base);
  assert.deepEqual(
    objects.map(({ kind, metadata }) => `${kind.toLowerCase()}${metadata.name.replace(NAME, '')}.yaml`),
    resources,
  );
});

const examples = (await readdir(join(MANIFESTS, 'examples')))
  .filter(folder => folder !== 'helm-chart')
  .map(folder => join('examples', folder));

for (const folder of ['base', ...examples]) {
  test(`kubectl kustomize makes of manifests/${folder} what its files say`, async t => {
    if (missing) return t.skip(missing);
    const path = join(MANIFESTS, folder);
    assert.deepEqual(await kustomize(path), byKindAndName(await renderFiles(path)));
  });
}

const folders = (await readdir(MANIFESTS, { recursive: true }))
  .filter(file => basename(file) === 'kustomization.yaml' && !file.startsWith('components/'))
  .map(dirname);

for (const folder of folders) {
  test(`kubectl kustomize warns of nothing in manifests/${folder}`, async t => {
    if (missing) return t.skip(missing);
    await kustomize(join(MANIFESTS, folder));
  });
}

for (const overlay of await readdir(join(MANIFESTS, 'overlays'))) {
  test(`manifests/overlays/${overlay} is the guard and the component of that name over the base`, async t => {
    if (missing) return t.skip(missing);
    assert.deepEqual(
      await kustomize(join(MANIFESTS, 'overlays', overlay)),
      await buildWith('guard', overlay),
    );
  });
}

test('the installation is the guard over the base', async t => {
  if (missing) return t.skip(missing);
  assert.deepEqual(await kustomize(MANIFESTS), await buildWith('guard'));
});

test('what watches the webhook is its files, and the dashboard in a ConfigMap without a hash in its name', async t => {
  if (missing) return t.skip(missing);
  const folder = join(MANIFESTS, 'observability');
  const { 'ConfigMap per-pod-config-dashboard': dashboard, ...rest } = await kustomize(folder);
  const { resources } = await readKustomization(folder);
  const files = await Promise.all(resources.map(file => readFile(join(folder, file), 'utf8')));
  assert.deepEqual(rest, byKindAndName(files.flatMap(parseObjects)));
  const { metadata, data } = dashboard as V1ConfigMap;
  assert.deepEqual([metadata?.namespace, metadata?.labels?.['grafana_dashboard']], ['per-pod-config', '1']);
  assert.deepEqual(data, { 'per-pod-config.json': await readFile(join(folder, 'dashboard.json'), 'utf8') });
});
