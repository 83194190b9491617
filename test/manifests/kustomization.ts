import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import type { KubernetesObject as FoundKind } from '../../src/yaml/kubernetes-object.ts';

/** The folder `manifests` of this repository. */
export const MANIFESTS = fileURLToPath(new URL('../../manifests', import.meta.url));

/** With what only the installation's own objects are sure to have. */
export interface KubernetesObject extends FoundKind {
  readonly metadata: FoundKind['metadata'] & { readonly labels?: Readonly<Record<string, string>> };
}

export interface Kustomization {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resources: readonly string[];
}

export async function readKustomization(folder: string): Promise<Kustomization> {
  return parse(await readFile(join(folder, 'kustomization.yaml'), 'utf8')) as Kustomization;
}

/**
 * What kustomize makes of a directory whose kustomization lists files and directories like itself and does nothing else to
 * them, which is checked: then rendering is reading.
 */
export async function renderFiles(folder: string): Promise<KubernetesObject[]> {
  const kustomization = await readKustomization(folder);
  assert.deepEqual(Object.keys(kustomization).sort(), ['apiVersion', 'kind', 'resources']);
  const objects = kustomization.resources.map(async resource => {
    const path = join(folder, resource);
    return resource.endsWith('.yaml') ? parseObjects(await readFile(path, 'utf8')) : renderFiles(path);
  });
  return (await Promise.all(objects)).flat();
}

export function parseObjects(text: string): KubernetesObject[] {
  return [...parseAllDocuments(text)].map(document => {
    assert.deepEqual(document.errors, []);
    return document.toJS() as KubernetesObject;
  });
}
