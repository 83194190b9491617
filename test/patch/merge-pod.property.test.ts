import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { checkPatched } from '../../src/patch/check-patched.ts';
import { listChanged } from '../../src/patch/list-changed.ts';
import { mergePod } from '../../src/patch/merge-pod.ts';
import { PatchError } from '../../src/patch/patch-error.ts';

const KEYS = [
  ...[
    'metadata',
    'labels',
    'finalizers',
    'spec',
    'containers',
    'volumes',
    'tolerations',
    'topologySpreadConstraints',
  ],
  ...['name', 'key', 'operator', 'value', 'valueFrom', 'env', 'ports', 'containerPort', 'args', 'resources'],
  ...['limits', 'requests', 'cpu', 'livenessProbe', 'persistentVolumeClaim', '__proto__', 'toString'],
  ...['$patch', '$retainKeys', '$deleteFromPrimitiveList/args'],
];

/** JSON of any shape, with the names of fields. */
const { json } = fc.letrec<{ json: unknown }>(tie => ({
  json: fc.oneof(
    { maxDepth: 7 },
    fc.constantFrom<unknown>(null, 'a', 'b', 'delete', 'replace', '1', 1, 0.5, true, -1),
    fc.dictionary(fc.constantFrom(...KEYS), tie('json'), { maxKeys: 5 }),
    fc.array(tie('json'), { maxLength: 4 }),
  ),
}));
const object = fc.dictionary(fc.constantFrom(...KEYS), json);

it('any patch of any pod is merged and checked, or refused with a PatchError', () => {
  fc.assert(
    fc.property(object, object, (pod, patch) => {
      const before = structuredClone(pod);
      const merged = merge(pod, patch);
      checkPatched(pod, merged);
      listChanged(pod, merged);
      assert.deepEqual(structuredClone(pod), before);
    }),
    { numRuns: 2_000 },
  );
});

/** The patch itself, as another pod, where it is refused. */
function merge(pod: object, patch: object): object {
  try {
    return mergePod(pod, patch);
  } catch (error) {
    assert.ok(error instanceof PatchError, `${error}`);
    return patch;
  }
}
