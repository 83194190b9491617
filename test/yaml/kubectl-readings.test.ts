import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseObjects } from '../../src/yaml/parse-objects.ts';
import { inData, SCALARS, STREAMS } from './kubectl-readings.ts';

describe('a scalar is read as kubectl reads it', () => {
  for (const [text, value, ...keys] of SCALARS) {
    it(`the value ${JSON.stringify(text)}`, () =>
      assert.deepEqual(readData(inData(`k: ${text}`)), value === undefined ? undefined : { k: value }));
    for (const key of keys) {
      it(`the key ${JSON.stringify(text)}`, () =>
        assert.deepEqual(readData(inData(`${text}: x`)), key === undefined ? undefined : { [key]: 'x' }));
    }
  }
});

describe('a stream is read as kubectl reads it', () => {
  for (const { title, text, found, isBroken = false, remarks = 0 } of STREAMS) {
    it(title, () => {
      const parsed = parseObjects(text, 'f');
      const read = parsed.objects.map(({ object }) => [object.metadata.name, object['data']]);
      assert.deepEqual(
        read,
        found.map(([name, data]) => [name, data]),
      );
      assert.equal(parsed.problems.length > 0, isBroken, JSON.stringify(parsed.problems));
      assert.equal(parsed.remarks.length, remarks, JSON.stringify(parsed.remarks));
    });
  }
});

/** Undefined where it cannot be read. */
function readData(text: string): unknown {
  const { objects, problems } = parseObjects(text, 'f');
  assert.equal(objects.length + problems.length, 1, JSON.stringify(problems));
  return objects[0]?.object['data'];
}

describe('what kubectl reads otherwise than it looks', () => {
  const remarksOf = (text: string) =>
    parseObjects(text, 'f').remarks.map(({ line, column, message }) => [line, column, message]);

  it('is told of a key, with its place and what to do', () => {
    assert.deepEqual(remarksOf(inData('n: x')), [[5, 3, 'kubectl names this key "false": put n in quotes']]);
    for (const key of ['"n"', 'true', '5', '1.5', 'word', '!!bool n'])
      assert.deepEqual(remarksOf(inData(`${key}: x`)), [], key);
  });

  it('is told once, however often an alias repeats it, and not of what is no object', () => {
    assert.equal(remarksOf(inData('a: &a {n: x}\n  b: *a\n  c: *a')).length, 1);
    assert.deepEqual(remarksOf('on: push\n'), []);
  });

  it('is told of a key that is there twice', () => {
    const [[line, column, message] = []] = remarksOf(inData('a: x\n  b: x\n  a: z'));
    assert.deepEqual([line, column], [7, 3]);
    assert.match(String(message), /^the key "a" is there already; kubectl takes the last one/);
  });

  it('has its place behind other documents, in YAML and in JSON', () => {
    const json = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}';
    const { objects, remarks } = parseObjects(`${json}\n---\n${inData('n: x')}`, 'f');
    assert.deepEqual(
      remarks.map(({ line }) => line),
      [7],
    );
    assert.deepEqual(
      objects.map(({ locate }) => locate(['metadata', 'name'])),
      [
        { line: 1, column: 64 },
        { line: 5, column: 18 },
      ],
    );
    assert.deepEqual(objects[1]?.locate(['data', 'false']), { line: 7, column: 6 });
    const second = parseObjects(`${json}\n\n ${json}`, 'f').objects[1];
    assert.deepEqual(second?.locate(['metadata', 'name']), { line: 3, column: 65 });
  });
});
