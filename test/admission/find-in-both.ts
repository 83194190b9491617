import assert from 'node:assert/strict';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { lintSet } from '../../src/lint/lint-set.ts';
import { makeSet } from '../lint/read-sets.ts';

/** What `lint` finds of these codes, of StatefulSet `web` of three pods; and that /validate says the same. */
export async function findInBoth(
  annotation: string,
  codes: readonly string[],
  spec: object = {},
  template: Readonly<Record<string, unknown>> = {},
): Promise<string[]> {
  const set = makeSet(annotation, { replicas: 3, ...spec }, 'web', template);
  const { findings } = await lintSet(set, () => undefined, new Set());
  const errors = findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, []);
  const found = findings.filter(({ code }) => codes.includes(code)).map(({ message }) => message);
  const all = findings.map(({ message }) => message);
  const warnings = apply(set.set);
  for (const message of found) assert.ok(warnings.includes(message), `${message}\n${warnings.join('\n')}`);
  // Of a large set, lint tries more pods.
  for (const message of warnings.filter(text => !text.startsWith('only ')))
    assert.ok(all.includes(message), message);
  return found;
}

function apply(object: StatefulSetObject): readonly string[] {
  const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };
  const decision = validate({ uid: 'u', operation: 'CREATE', resource, namespace: 'default', object });
  assert.ok(decision.outcome === 'allow', JSON.stringify(decision));
  return decision.warnings;
}
