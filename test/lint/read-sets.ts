import assert from 'node:assert/strict';
import { type FoundSet, readSet } from '../../src/preview/read-set.ts';
import type { FoundObject } from '../../src/yaml/kubernetes-object.ts';
import { parseObjects } from '../../src/yaml/parse-objects.ts';

/** Objects as a file would have them. */
export function makeObjects(...objects: readonly object[]): readonly FoundObject[] {
  const { objects: found, problems } = parseObjects(
    JSON.stringify({ kind: 'List', apiVersion: 'v1', items: objects }),
    'f',
  );
  assert.deepEqual(problems, []);
  return found;
}

export function makeObject(
  kind: string,
  name: string,
  fields: object = {},
  metadata: object = {},
): FoundObject {
  const [found] = makeObjects({ apiVersion: 'v1', kind, metadata: { name, ...metadata }, ...fields });
  assert.ok(found);
  return found;
}

/** StatefulSet `default/web` of two pods with this annotation. */
export function makeSet(
  annotation: string | null,
  spec: object = {},
  name = 'web',
  template: Readonly<Record<string, unknown>> = {},
): FoundSet {
  const { metadata = {}, ...podSpec } = template;
  const annotations = annotation === null ? {} : { 'per-pod-config': annotation };
  const [found] = makeObjects({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace: 'default', annotations },
    spec: { replicas: 2, template: { metadata, spec: { containers: [{ name: 'a' }], ...podSpec } }, ...spec },
  });
  assert.ok(found);
  const set = readSet(found);
  assert.ok('set' in set, JSON.stringify(set));
  return set;
}
