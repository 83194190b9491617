import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { kubectl } from '../e2e/kubectl.ts';
import { SUITE_LABEL } from '../e2e/namespace.ts';
import { until } from '../e2e/until.ts';

/** In the order of deletion: while webhook configurations are there, no pod starts without the program. */
export const KINDS = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'CustomResourceDefinition',
  'Namespace',
];

/** What a neighbour's own kustomization gives. */
export function renderFolder(folder: string): Promise<string> {
  return kubectl(['kustomize', folder]);
}

/** All YAML files in a folder. */
export async function readManifests(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml'));
  const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
  return texts.join('\n---\n');
}

/** Applies the objects of these kinds, kind after kind. Its programs and their rights are left out: it runs beside the cluster. */
export async function applyOf(manifests: string, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) {
    // Server-side: a CustomResourceDefinition is too large for the annotation that `kubectl apply` keeps.
    await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], choose(manifests, kind));
    if (kind === 'CustomResourceDefinition') await waitForDefinitions(manifests);
  }
}

/** Deletes the objects of these kinds, kind after kind, and waits until they are gone. */
export async function deleteOf(manifests: string, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) {
    await kubectl(['delete', '--ignore-not-found', '-f', '-'], choose(manifests, kind));
  }
}

async function waitForDefinitions(manifests: string): Promise<void> {
  const definitions = choose(manifests, 'CustomResourceDefinition');
  // `kubectl wait` gives up at once where an object has no conditions yet.
  await until('the definitions are established', () =>
    kubectl(['wait', '--for=condition=Established', '--timeout=60s', '-f', '-'], definitions),
  );
}

/** Labelled as what the suite makes: what an interrupted run leaves behind is deleted before the next one installs anything. */
function choose(manifests: string, kind: string): string {
  const objects = parseAllDocuments(manifests)
    .map(document => document.toJS())
    .filter(object => object?.kind === kind);
  const items = objects.map(object => {
    const labels = { ...object.metadata.labels, [SUITE_LABEL]: 'true' };
    return { ...object, metadata: { ...object.metadata, labels } };
  });
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
