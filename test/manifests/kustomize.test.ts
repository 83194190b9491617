import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import type { V1MutatingWebhookConfiguration } from '@kubernetes/client-node';
import {
  type KubernetesObject,
  MANIFESTS,
  parseObjects,
  readKustomization,
  renderFiles,
} from './kustomization.ts';

const run = promisify(execFile);
const KUBECTL = process.env['KUBECTL'] ?? 'kubectl';

let missing: string | false = false;
before(async () => {
  missing = await run(KUBECTL, ['version', '--client']).then(
    () => false,
    error => `kubectl could not be run (${error.message}): put it on PATH, or name it in KUBECTL`,
  );
  // Who names a kubectl wants it used.
  if (missing !== false && process.env['KUBECTL'] !== undefined) throw new Error(missing);
});

async function kustomize(folder: string): Promise<KubernetesObject[]> {
  return parseObjects((await run(KUBECTL, ['kustomize', folder])).stdout);
}

/** Versions of kustomize put the objects into different orders. */
function byKindAndName(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  return Object.fromEntries(objects.map(object => [`${object.kind} ${object.metadata.name}`, object]));
}

test('the installation is the base, every file of it, one object a file', async () => {
  const { resources } = await readKustomization(MANIFESTS);
  const base = join(MANIFESTS, 'base');
  assert.deepEqual(
    resources,
    (await readKustomization(base)).resources.map(file => `base/${file}`),
  );
  const files = (await readdir(base)).filter(file => file !== 'kustomization.yaml');
  assert.deepEqual([...resources].sort(), files.map(file => `base/${file}`).sort());
  const objects = await renderFiles(MANIFESTS);
  assert.deepEqual(
    objects.map(({ kind }) => `base/${kind.toLowerCase()}.yaml`),
    resources,
  );
});

const examples = (await readdir(join(MANIFESTS, 'examples')))
  .filter(folder => folder !== 'helm-chart')
  .map(folder => join('examples', folder));

for (const folder of ['.', 'base', ...examples]) {
  test(`kubectl kustomize makes of manifests/${folder} what its files say`, async t => {
    if (missing) return t.skip(missing);
    const path = join(MANIFESTS, folder);
    assert.deepEqual(byKindAndName(await kustomize(path)), byKindAndName(await renderFiles(path)));
  });
}

test('the opt-in overlay changes one condition of each webhook: only labelled namespaces', async t => {
  if (missing) return t.skip(missing);
  const overlay = byKindAndName(await kustomize(join(MANIFESTS, 'overlays/opt-in')));
  const expected = byKindAndName(await renderFiles(MANIFESTS));
  for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
    const { webhooks } = expected[`${kind} per-pod-config`] as V1MutatingWebhookConfiguration;
    const conditions = webhooks?.[0]?.namespaceSelector?.matchExpressions;
    conditions?.splice(1, 1, { key: 'per-pod-config', operator: 'In', values: ['enabled'] });
  }
  assert.deepEqual(overlay, expected);
});
