import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ExportRequest } from '../../src/policy/export-set.ts';
import { readSet } from '../../src/preview/read-set.ts';
import { parseObjects } from '../../src/yaml/parse-objects.ts';

/** The StatefulSet of a fixture, as it is exported. */
export function readFixture(name: string): ExportRequest {
  const file = new URL(`../fixtures/policies/${name}.yaml`, import.meta.url);
  const [object] = parseObjects(readFileSync(file, 'utf8'), name).objects;
  assert.ok(object);
  const found = readSet(object);
  assert.ok('set' in found && found.annotation !== undefined, JSON.stringify(found));
  const { set, annotation } = found;
  return { set, namespace: 'prod', annotation, selector: { matchLabels: { app: 'web' } }, params: true };
}
