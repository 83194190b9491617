import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseObjects } from '../../src/yaml/parse-objects.ts';
import { RIGHT, WRONG, write } from './wrong-values.ts';

describe('a value of another type than its field has', () => {
  for (const [kind, metadata, fields, message] of WRONG) {
    it(`is a problem: ${kind} ${metadata}${fields}`, () => {
      const { problems } = parseObjects(write(kind, metadata, fields), 'f');
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.match(problems[0]?.message ?? '', message);
    });
  }
  for (const [kind, metadata, fields] of RIGHT) {
    it(`is none, as the API server has it: ${kind} ${metadata}${fields}`, () => {
      assert.deepEqual(parseObjects(write(kind, metadata, fields), 'f').problems, []);
    });
  }

  it('has its place', () => {
    const { problems, objects } = parseObjects(write('ConfigMap', '', 'data:\n  a: x\n  n: 5'), 'f');
    assert.deepEqual(
      problems.map(({ line, column }) => [line, column]),
      [[6, 6]],
    );
    assert.equal(objects.length, 1, 'the others of the object count');
  });

  it('is told of a name, which leaves no object', () => {
    const { problems, objects } = parseObjects('{apiVersion: v1, kind: Pod, metadata: {name: n}}', 'f');
    assert.deepEqual(objects, []);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['expected metadata.name to be a text, got false: put it in quotes'],
    );
  });
});
