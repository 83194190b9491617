import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseObjects } from '../../src/yaml/parse-objects.ts';

const names = (text: string) => parseObjects(text, 'f').objects.map(({ object }) => object.metadata.name);
const only = (text: string) => {
  const { objects, problems } = parseObjects(text, 'f');
  assert.deepEqual(problems, []);
  assert.ok(objects[0] !== undefined);
  return objects[0];
};

const HELM = `---
# Source: chart/templates/empty.yaml
---
# Source: chart/templates/web.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
---
`;

describe('Kubernetes objects in a text', () => {
  it('come out of what helm template prints', () => {
    assert.deepEqual(names(HELM), ['a']);
    assert.deepEqual(only(HELM).locate(['metadata', 'name']), { line: 8, column: 9 });
  });

  it('come out of what kubectl get prints, in YAML and in JSON', () => {
    const item = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name } });
    const list = { apiVersion: 'v1', kind: 'List', items: [item('a'), item('b')] };
    assert.deepEqual(names(JSON.stringify(list)), ['a', 'b']);
    const yaml =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: a}\n';
    assert.deepEqual(only(yaml).locate(['metadata', 'name']), { line: 6, column: 20 });
  });

  it('come out of what the API server answers, whose items do not say what they are', () => {
    const { object } = only(
      '{"kind": "StatefulSetList", "apiVersion": "apps/v1", "items": [{"metadata": {"name": "a"}}]}',
    );
    assert.equal(object.kind, 'StatefulSet');
    assert.equal(object.apiVersion, 'apps/v1');
  });

  it('are no items that are none, whatever the list says', () => {
    for (const kind of ['List', 'ConfigMapList']) {
      const items = '[null, 7, x, {metadata: {name: only}}]';
      const { objects, problems, strangers } = parseObjects(
        `{apiVersion: v1, kind: ${kind}, items: ${items}}`,
        'f',
      );
      const named = kind === 'List' ? [] : ['ConfigMap only'];
      assert.deepEqual(
        objects.map(({ object }) => `${object.kind} ${object.metadata.name}`),
        named,
      );
      assert.deepEqual([problems.length, strangers.length], [0, 3 - named.length]);
    }
  });

  it('are lists by their kind, not for their items', () => {
    assert.deepEqual(names('{apiVersion: v1, kind: Menu, metadata: {name: a}, items: [b]}'), ['a']);
    assert.deepEqual(names('{apiVersion: v1, kind: MenuList, metadata: {name: a}, items: b}'), ['a']);
  });

  it('have their places in JSON too', () => {
    const text = '{"apiVersion": "v1",\n "kind": "ConfigMap",\n "metadata": {\n  "name": "one\\ntwo"}}';
    const { locate } = only(text);
    assert.deepEqual(locate(['metadata', 'name']), { line: 4, column: 11 });
    assert.deepEqual(locate(['metadata', 'name'], 4), { line: 4, column: 17 });
    assert.deepEqual(
      locate(['metadata', 'labels', 'x']),
      { line: 3, column: 14 },
      'the nearest that is there',
    );
  });

  it('are read as kubectl reads them', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx: &x {mode: 0400}\n' +
      'z: {<<: *x, x: yes, day: 2026-01-02, e: 1_000}';
    assert.deepEqual(only(text).object['z'], { mode: 0o400, x: true, day: '2026-01-02', e: 1000 });
  });

  /** What kubectl 1.37.2 makes of the same text. */
  const merges: [string, string, object][] = [
    ['before a field gives way to it', '{<<: *one, a: 5}', { a: 5, b: 1 }],
    ['after a field overrides it', '{a: 5, <<: *one}', { a: 1, b: 1 }],
    ['between two overrides the first alone', '{a: 5, <<: *one, b: 6}', { a: 1, b: 6 }],
    ['replaces a mapping, and does not go into it', '{a: {x: y}, <<: *one}', { a: 1, b: 1 }],
    ['of a list takes the first that has the key', '{<<: [*one, *two], c: 9}', { a: 1, b: 1, c: 9 }],
    ['of a list after a field overrides it', '{c: 9, <<: [*one, *two]}', { a: 1, b: 1, c: 2 }],
    ['of none changes nothing', '{a: 5, <<: []}', { a: 5 }],
    ['after another one overrides it', '{<<: *one, <<: *two}', { a: 1, b: 2, c: 2 }],
    ['within what is merged is merged first', '{b: 5, <<: {<<: *one, a: 6}}', { a: 6, b: 1 }],
    ['in quotes is a key', '{"<<": *one}', { '<<': { a: 1, b: 1 } }],
    ['of the key __proto__ is a field', '{<<: {__proto__: 1}}', JSON.parse('{"__proto__": 1}') as object],
  ];
  for (const [title, mapping, expected] of merges) {
    it(`a merge key ${title}, as kubectl has it`, () => {
      const text =
        'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n' +
        `one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\ndata: ${mapping}\n`;
      assert.deepEqual(only(text).object['data'], expected);
    });
  }

  it('a merge key of what is no mapping is a problem', () => {
    // A list is none for its being named before, to kubectl.
    for (const value of ['word', 'null', '[word]', '1', '*list', '[*list]']) {
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nlist: &list [{a: 1}]\ndata: {<<: ${value}}\n`;
      const { objects, problems } = parseObjects(text, 'f');
      assert.deepEqual([objects.length, problems.length], [0, 1], value);
    }
  });

  it('lists within lists, deeper than the stack, are a problem', () => {
    const depth = 20_000;
    const text = '{"apiVersion":"v1","kind":"List","items":['.repeat(depth) + ']}'.repeat(depth);
    const { objects, problems } = parseObjects(text, 'f');
    assert.deepEqual([objects.length, problems.length], [0, 1]);
  });

  it('one that is broken does not take the others along', () => {
    const text = 'a: [\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\nkind: x: y\n';
    const { objects, problems } = parseObjects(text, 'f');
    assert.deepEqual(
      objects.map(({ object }) => object.metadata.name),
      ['a'],
    );
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2, 7],
    );
  });

  it('without a name are a problem where they are of a kind that is read', () => {
    const text =
      'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\n---\napiVersion: v1\nkind: Secret\n';
    assert.deepEqual(parseObjects(text, 'f'), {
      objects: [],
      problems: [
        { file: 'f', line: 5, column: 1, message: 'expected metadata.name of this Secret to be a name' },
      ],
      strangers: [],
      remarks: [],
    });
  });

  it('what is something else is no object, and no problem yet', () => {
    const { objects, problems, strangers } = parseObjects('replicas: 3\nimage: x\n', 'values.yaml');
    assert.deepEqual([objects, problems], [[], []]);
    assert.match(strangers[0]?.message ?? '', /expected a Kubernetes object/);
  });

  const hostile: [string, string][] = [
    [
      'aliases that grow',
      `a: &a [x]\n${[...'bcdefghij'].map((k, i) => `${k}: &${k} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}`,
    ],
    ['brackets that nest too deep for the stack', '['.repeat(20_000)],
  ];
  for (const [title, text] of hostile) {
    it(`${title} are a problem, not an end`, () => {
      assert.match(parseObjects(text, 'f').problems[0]?.message ?? '', /^expected YAML/);
    });
  }

  it('says of what nests too deep just that', () => {
    for (const text of ['['.repeat(20_000), `a: ${'{a: '.repeat(20_000)}`]) {
      const [problem] = parseObjects(text, 'f').problems;
      assert.equal(problem?.message, 'expected YAML that can be read, got one that is nested too deep');
    }
  });
});
