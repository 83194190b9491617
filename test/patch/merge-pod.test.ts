import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergePod } from '../../src/patch/merge-pod.ts';

const POD = {
  metadata: { name: 'web-0', labels: { app: 'web' }, finalizers: ['example.com/a', 'example.com/b'] },
  spec: {
    nodeSelector: { disk: 'ssd' },
    containers: [
      { name: 'web', image: 'web:1', args: ['--a', '--b'], env: [{ name: 'A', value: '1' }] },
      { name: 'log', image: 'log:1', ports: [{ containerPort: 53, protocol: 'TCP' }] },
    ],
    tolerations: [{ key: 'a' }],
    volumes: [{ name: 'data', emptyDir: {} }],
  },
};

const merge = (patch: object) => mergePod(POD, patch) as typeof POD;

describe('mergePod', () => {
  it('sets fields and leaves the others', () => {
    const { metadata, spec } = merge({
      metadata: { labels: { role: 'primary' } },
      spec: { hostNetwork: true },
    });
    assert.deepEqual(metadata, { ...POD.metadata, labels: { app: 'web', role: 'primary' } });
    assert.deepEqual(spec, { ...POD.spec, hostNetwork: true });
  });

  it('deletes what is null', () => {
    assert.ok(!('nodeSelector' in merge({ spec: { nodeSelector: null } }).spec));
    assert.deepEqual(merge({ spec: { nodeSelector: { disk: null } } }).spec.nodeSelector, {});
  });

  it('finds the elements of a list by their key', () => {
    const { containers } = merge({ spec: { containers: [{ name: 'log', image: 'log:2' }] } }).spec;
    assert.deepEqual(containers, [POD.spec.containers[0], { ...POD.spec.containers[1], image: 'log:2' }]);
  });

  it('puts new elements first, and those that it names into its order', () => {
    const named = [{ name: 'log' }, { name: 'new', image: 'new:1' }, { name: 'web' }];
    const order = (patch: object[]) =>
      merge({ spec: { containers: patch } }).spec.containers.map(({ name }) => name);
    assert.deepEqual(order(named), ['log', 'new', 'web']);
    assert.deepEqual(order(named.slice(1, 2)), ['new', 'web', 'log']);
  });

  it('replaces lists without a key', () => {
    const patched = merge({ spec: { tolerations: [{ key: 'b', value: null }] } });
    assert.deepEqual(patched.spec.tolerations, [{ key: 'b' }]);
  });

  it('deletes, replaces and retains as directives say', () => {
    const { spec } = merge({
      spec: {
        nodeSelector: { $patch: 'replace', zone: 'a' },
        volumes: [{ name: 'data', $retainKeys: ['name', 'configMap'], configMap: { name: 'c' } }],
        containers: [
          { name: 'log', $patch: 'delete' },
          { name: 'web', env: [{ $patch: 'replace' }], '$deleteFromPrimitiveList/args': ['--a'] },
        ],
      },
    });
    assert.deepEqual(spec.nodeSelector, { zone: 'a' });
    assert.deepEqual(spec.volumes, [{ name: 'data', configMap: { name: 'c' } }]);
    assert.deepEqual(spec.containers, [{ name: 'web', image: 'web:1', args: ['--b'], env: [] }]);
  });

  it('adds to finalizers', () => {
    const { metadata } = merge({
      metadata: { finalizers: ['example.com/c'], '$deleteFromPrimitiveList/finalizers': ['example.com/a'] },
    });
    assert.deepEqual(metadata.finalizers, ['example.com/c', 'example.com/b']);
  });

  it('adds what is new without nulls and without what it deletes', () => {
    const affinity = { nodeAffinity: null, podAffinity: { $patch: 'delete' }, podAntiAffinity: {} };
    assert.deepEqual(merge({ spec: { affinity } }).spec, { ...POD.spec, affinity: { podAntiAffinity: {} } });
  });

  it('treats __proto__ as a key like others', () => {
    const patch = JSON.parse(
      '{"metadata":{"labels":{"__proto__":"a"}},"spec":{"__proto__":{"hostNetwork":true}}}',
    );
    const { metadata, spec } = merge(patch);
    assert.deepEqual(Object.keys(metadata.labels), ['app', '__proto__']);
    assert.equal(Object.getPrototypeOf(spec), Object.prototype);
    assert.equal(JSON.stringify(spec).includes('"__proto__":{"hostNetwork":true}'), true);
  });

  it('changes neither the pod nor the patch', () => {
    const before = structuredClone(POD);
    const patch = { spec: { containers: [{ name: 'web', env: [{ name: 'A', $patch: 'delete' }] }] } };
    const written = structuredClone(patch);
    merge(patch);
    assert.deepEqual([POD, patch], [before, written]);
  });
});

describe('mergePod refuses', () => {
  const cases: readonly (readonly [string, object, RegExp])[] = [
    [
      'an order of elements',
      { spec: { '$setElementOrder/containers': [{ name: 'web' }] } },
      /^spec\[\$setElementOrder\/containers\]: kubectl computes it/,
    ],
    [
      'another directive',
      { spec: { $patch: 'merge' } },
      /^spec\.\$patch: expected delete or replace, got "merge"/,
    ],
    [
      'an element without its key',
      { spec: { containers: [{ image: 'a' }] } },
      /^spec\.containers\[0\]: expected name, by which a patch finds .* which is missing$/,
    ],
    [
      'a key that is a list',
      { spec: { containers: [{ name: ['a'] }] } },
      /^spec\.containers\[0\]\.name: expected a single value, got a list$/,
    ],
    [
      'a list for an object',
      { spec: { nodeSelector: ['a'] } },
      /^spec\.nodeSelector: expected an object, got a list$/,
    ],
    [
      'an object for a list',
      { spec: { containers: { web: {} } } },
      /^spec\.containers: expected a list, got an object$/,
    ],
    [
      'an object for a text',
      { spec: { hostname: {} } },
      /^spec\.hostname: expected a single value, got an object$/,
    ],
    [
      'a null in a list',
      { spec: { tolerations: [null] } },
      /^spec\.tolerations\[0\]: expected an object, got null$/,
    ],
    [
      'a field that is not retained',
      { spec: { volumes: [{ name: 'data', $retainKeys: ['name'], emptyDir: {} }] } },
      /^spec\.volumes\[0\]\.\$retainKeys: expected all fields .* "emptyDir" is missing: add it$/,
    ],
    [
      'a list of objects to delete texts from',
      { spec: { '$deleteFromPrimitiveList/containers': ['web'] } },
      /expected the name of a list of texts or numbers.*\$patch: delete/,
    ],
    [
      'no list to delete from',
      { spec: { $deleteFromPrimitiveList: ['a'] } },
      /expected the name of a list, as in/,
    ],
    [
      'objects to delete from a list of texts',
      { spec: { containers: [{ name: 'web', '$deleteFromPrimitiveList/args': [{}] }] } },
      /expected a list of single values, got an object in it/,
    ],
    [
      'other fields beside $patch: replace of an element',
      { spec: { containers: [{ name: 'web', $patch: 'replace', image: 'a' }] } },
      /^spec\.containers\[0\]: expected nothing beside \$patch: replace/,
    ],
    [
      'to delete something of what is new',
      { spec: { containers: [{ name: 'wbe', env: [{ name: 'A', $patch: 'delete' }] }] } },
      /^spec\.containers\[wbe\]\.env\[0\]: \$patch in what is new/,
    ],
    [
      'to delete an element of a list that is replaced',
      { spec: { tolerations: [{ key: 'a', $patch: 'delete' }] } },
      /^spec\.tolerations\[0\]: \$patch in what is new to the pod, or replaces/,
    ],
    [
      'to replace what is not there',
      { spec: { affinity: { $patch: 'replace', nodeAffinity: {} } } },
      /^spec\.affinity: \$patch: replace where the pod has nothing to replace.*\$retainKeys/,
    ],
  ];
  for (const [what, patch, message] of cases) {
    it(what, () => {
      assert.throws(() => mergePod(POD, patch), { name: 'PatchError', message });
    });
  }

  it('a list of the pod whose elements have no key', () => {
    const pod = { spec: { imagePullSecrets: [{}] } };
    const patch = { spec: { imagePullSecrets: [{ name: 'a' }] } };
    assert.throws(
      () => mergePod(pod, patch),
      /^PatchError: spec\.imagePullSecrets\[0\]: the pod has no name there/,
    );
  });
});
