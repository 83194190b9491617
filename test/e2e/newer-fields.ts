import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { V1Pod, V1StatefulSet } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { runInside } from './inside.ts';
import { apply, kubectl } from './kubectl.ts';
import { assertMounted } from './pods.ts';

const MANIFEST = fileURLToPath(new URL('manifests/newer-fields.yaml', import.meta.url));

export interface NewerSets {
  /** The StatefulSet as it is written; undefined, with the test skipped, where this API server does not store it so. */
  find(t: TestContext, name: string): Promise<V1StatefulSet | undefined>;
}

interface NewerSet {
  readonly set: V1StatefulSet;
  /** Why it cannot be applied here. */
  readonly why: string | undefined;
}

/**
 * Applies all StatefulSets of the manifest at once, except those that the API server would change. The first test does
 * it: a hook would not wait for the one that makes the namespace.
 */
export function useNewerSets(namespace: string): NewerSets {
  let applied: Promise<Map<string, NewerSet>> | undefined;
  return {
    async find(t, name) {
      applied ??= applyAll(namespace);
      const { set, why } = (await applied).get(name) ?? assert.fail(`no StatefulSet ${name}`);
      if (why === undefined) return set;
      t.skip(why);
      return undefined;
    },
  };
}

async function applyAll(namespace: string): Promise<Map<string, NewerSet>> {
  const documents = parseAllDocuments(await readFile(MANIFEST, 'utf8'));
  const objects = documents.map(document => document.toJS() as V1StatefulSet);
  const maps = objects.filter(({ kind }) => kind !== 'StatefulSet');
  await kubectl(['apply', '-n', namespace, '-f', '-'], JSON.stringify({ ...LIST, items: maps }));
  const sets = await Promise.all(
    objects
      .filter(object => !maps.includes(object))
      .map(async set => {
        const why = await findObstacle(namespace, set);
        if (why === undefined) await apply(namespace, set);
        return { set, why };
      }),
  );
  return new Map(sets.map(one => [one.set.metadata?.name ?? '', one]));
}

const LIST = { apiVersion: 'v1', kind: 'List' };

/**
 * Asks the API server whether it has the fields: it refuses some that are behind a feature gate, and drops others without a
 * word. That has nothing to do with the annotation, which is left out.
 */
async function findObstacle(namespace: string, set: V1StatefulSet): Promise<string | undefined> {
  const plain = structuredClone(set);
  delete plain.metadata?.annotations;
  delete plain.spec?.template.metadata?.annotations;
  const options = ['--dry-run=server', '--validate=ignore', '-o', 'json'];
  try {
    const stored = await kubectl(['apply', '-n', namespace, '-f', '-', ...options], JSON.stringify(plain));
    const lost = findLost(plain.spec, (JSON.parse(stored) as V1StatefulSet).spec, 'spec');
    return lost && `this API server drops ${lost}`;
  } catch (error) {
    return `this API server refuses it: ${(error as { stderr?: string }).stderr?.trim()}`;
  }
}

/** The first place of a value that is not there, or is another one. */
function findLost(wanted: unknown, stored: unknown, path: string): string | undefined {
  if (wanted === null || typeof wanted !== 'object')
    return isDeepStrictEqual(wanted, stored) ? undefined : path;
  for (const [key, value] of Object.entries(wanted)) {
    const lost = findLost(value, Object(stored)[key], `${path}.${key}`);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

/** Asserts that a pod has all that its template says, beside what the webhook mounts into each of its containers. */
export function assertConfigured(pod: V1Pod, { spec }: V1StatefulSet, configMap: string): void {
  assertMounted(pod, configMap);
  assert.equal(
    findLost(spec?.template.spec, pod.spec, 'spec'),
    undefined,
    'what the template says and the pod has not',
  );
}

export function assertReady(pod: V1Pod): V1Pod {
  const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready');
  assert.equal(ready?.status, 'True', JSON.stringify(pod.status));
  return pod;
}

/** Asserts that containers see their file. */
export async function assertSeen(
  namespace: string,
  pod: V1Pod,
  text: string,
  ...containers: string[]
): Promise<void> {
  for (const container of containers) {
    const reference = { namespace, pod: pod.metadata?.name ?? '', container };
    assert.equal(await runInside(reference, 'cat', '/network/conf/conf'), text, container);
  }
}
