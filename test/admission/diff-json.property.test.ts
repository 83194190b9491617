import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { applyPatch, type Operation } from 'rfc6902';
import { diffJson } from '../../src/admission/diff-json.ts';

const { value } = fc.letrec<{ value: unknown; object: object; named: object[] }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'xsmall' },
    fc.constantFrom(null, 0, 1, '', 'a'),
    tie('object'),
    tie('named'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'a/b', 'a~1', 'name'), tie('value'), { noNullPrototype: true }),
  named: fc.array(
    fc.tuple(fc.constantFrom('x', 'y'), tie('object')).map(([name, more]) => ({ ...more, name })),
    { maxLength: 3 },
  ),
}));
const object = fc.dictionary(fc.constantFrom('spec', 'b', 'c'), value, { noNullPrototype: true });

it('the operations make the one object of the other, and of one that is the same there are none', () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const pod = { at: structuredClone(before) };
      const operations = structuredClone(diffJson(before, after, '/at'));
      const failures = applyPatch(pod, operations as Operation[]).filter(error => error !== null);
      assert.deepEqual(failures, []);
      assert.deepEqual(pod.at, after);
      assert.deepEqual(diffJson(after, structuredClone(after), ''), []);
    }),
    { numRuns: 500 },
  );
});
