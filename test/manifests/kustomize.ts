import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { type KubernetesObject, MANIFESTS, parseObjects } from './kustomization.ts';

const run = promisify(execFile);
const KUBECTL = process.env['KUBECTL'] ?? 'kubectl';

/** Why kubectl could not be run: a test is skipped then. */
export const missing = await run(KUBECTL, ['version', '--client']).then(
  () => false as const,
  error => `kubectl could not be run (${error.message}): put it on PATH, or name it in KUBECTL`,
);
// Who names a kubectl wants it used.
if (missing !== false && process.env['KUBECTL'] !== undefined) throw new Error(missing);

/** Objects by kind and name: versions of kustomize put them into different orders. */
export type Objects = Readonly<Record<string, KubernetesObject>>;

/** A warning is a field that will be gone in some release of kustomize. */
export async function kustomize(folder: string): Promise<Objects> {
  const { stdout, stderr } = await run(KUBECTL, ['kustomize', folder]);
  assert.equal(stderr, '', `kustomize of ${folder} warns`);
  return byKindAndName(parseObjects(stdout));
}

export function byKindAndName(objects: readonly KubernetesObject[]): Objects {
  const found = Object.fromEntries(objects.map(object => [`${object.kind} ${object.metadata.name}`, object]));
  assert.equal(Object.keys(found).length, objects.length, 'two objects have the same kind and name');
  return found;
}

/** The base with these components, in this order. */
export async function buildWith(...components: readonly string[]): Promise<Objects> {
  const listed = components.map(component => `manifests/components/${component}`);
  return build(JSON.stringify({ resources: ['manifests/base'], components: listed }));
}

/** Builds a kustomization that stands beside `manifests`. */
export async function build(kustomization: string): Promise<Objects> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kustomization-')));
  try {
    // kustomize takes no absolute paths.
    const text = kustomization.replaceAll(/\bmanifests(?=\/)/g, relative(folder, MANIFESTS));
    await writeFile(join(folder, 'kustomization.yaml'), text);
    return await kustomize(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
