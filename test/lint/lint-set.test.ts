import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataKind, FindData } from '../../src/kubelet/find-data.ts';
import { lintSet } from '../../src/lint/lint-set.ts';
import type { FoundSet } from '../../src/preview/read-set.ts';
import { makeSet } from './read-sets.ts';

const BOTH: ReadonlySet<DataKind> = new Set(['ConfigMap', 'Secret']);
const NONE = () => undefined;

async function lint(set: FoundSet, given = BOTH) {
  const { findings, pods } = await lintSet(set, NONE, given);
  return { pods: pods.length, found: findings.map(({ code, message }) => `${code}: ${message}`) };
}

describe('the pods of a set', () => {
  it('are not tried out without an annotation', async () => {
    assert.deepEqual(await lint(makeSet(null)), { pods: 0, found: [] });
  });

  it('are tried out, 1000 at most', async () => {
    assert.equal((await lint(makeSet('env: []', { replicas: 1_001 }))).pods, 1_000);
  });

  it('have labels of at most 63 characters: the name of the set, and a hash of 9 or 10 behind it', async () => {
    const find = async (length: number) => {
      const set = makeSet('env: []', {}, 'w'.repeat(length));
      const { findings } = await lintSet(set, NONE, BOTH);
      return findings.map(({ code, severity }) => `${code} ${severity}`);
    };
    assert.deepEqual(await find(52), []);
    assert.deepEqual(await find(53), ['invalid-name warning']);
    assert.deepEqual(await find(54), ['invalid-name error']);
    assert.deepEqual(await find(62), ['invalid-name error']);
  });

  it('need no ConfigMap that is named by what only the controller knows', async () => {
    const named = (text: string) => makeSet(`volumes: [{mountPath: /a, configMap: '${text}'}]`);
    const hash = 'labels["controller-revision-hash"]';
    assert.deepEqual((await lint(named(`conf-$(${hash})`))).found, []);
    assert.deepEqual((await lint(named(`conf-$(${hash}.split("-")[1])`))).found, []);
    assert.match(
      (await lint(named(`$({"a": "b"}[${hash}])`))).found.join('|'),
      /^not-all-checked: not checked, [^|]*$/,
    );
    const known = await lint(named('$(labels["statefulset.kubernetes.io/pod-name"])'));
    assert.match(known.found[0] ?? '', /^missing-configmap: ConfigMap web-0 /);
  });

  it('have ordinals that the controller can use, or that is an error, told once', async () => {
    const { pods, found } = await lint(makeSet('env: []', { replicas: 2, ordinals: { start: 2 ** 31 - 1 } }));
    assert.equal(pods, 2);
    assert.deepEqual(found, [
      'no-ordinal: expected no ordinal above 2147483647, got "web-2147483648", which the StatefulSet controller can\'t create: lower spec.ordinals.start or spec.replicas',
    ]);
  });

  it('carry nothing that only per-pod-config writes: an error if the set is annotated, and else a warning', async () => {
    const metadata = { annotations: { 'per-pod-config/file-0': 'x', 'per-pod-config/status': '{}' } };
    for (const [annotation, severity] of [
      ['env: []', 'error'],
      [null, 'warning'],
    ] as const) {
      const { findings } = await lintSet(makeSet(annotation, {}, 'web', { metadata }), NONE, BOTH);
      assert.deepEqual(
        findings.map(({ code, severity: how }) => `${code} ${how}`),
        [`left-over-status ${severity}`],
      );
      assert.match(findings[0]?.message ?? '', /no per-pod-config\/file-0, per-pod-config\/status: /);
    }
  });

  it('are told to be too long beside what is wrong with the annotation', async () => {
    const { found } = await lint(makeSet('conf', {}, 'w'.repeat(60)));
    assert.deepEqual(
      found.map(text => text.split(':')[0]),
      ['invalid-name', 'invalid-annotation'],
    );
  });

  it('pass on an error that is no fault of theirs', async () => {
    const broken = () => {
      throw new RangeError('out of reach');
    };
    await assert.rejects(lintSet(makeSet('/a'), broken, BOTH), RangeError);
  });

  it('say whatever is wrong with the annotation, and nothing else of it', async () => {
    const { pods, found } = await lint(makeSet('volumes: [{mountPath: /a, configMap: N}]'));
    assert.deepEqual([pods, found.length], [2, 1]);
    assert.match(found[0] ?? '', /^invalid-annotation: /);
  });
});

type Keys = Readonly<Record<string, readonly string[]>>;

/** Finds objects that have these keys, by their names. */
function findKeys(objects: Keys): FindData {
  return (_kind, name) => {
    const keys = objects[name];
    return keys && { files: Object.fromEntries(keys.map(key => [key, Buffer.of()])), variables: {} };
  };
}

describe('a key where another source needs a folder', () => {
  const set = makeSet('volumes: [{mountPath: /a, sources: [{configMap: x}, {files: {f/g: ""}}]}]');
  const find = async (objects: Keys) => {
    const { findings } = await lintSet(set, findKeys(objects), BOTH);
    return findings.filter(({ code }) => code === 'colliding-files').map(({ message }) => message);
  };

  it('keeps the kubelet from making the volume', async () => {
    assert.deepEqual(await find({ x: ['e', 'f'] }), [
      'volumes[0]: the kubelet cannot make the volume where both "f" and "f/g" are in it',
    ]);
  });

  it('is no trouble where there is none, or none is known', async () => {
    assert.deepEqual(await find({ x: ['f.g'] }), []);
    assert.deepEqual(await find({}), []);
  });
});

describe('a key as a file inside of a ConfigMap volume', () => {
  const set = makeSet(
    'volumes: [{mountPath: /a, configMap: x}, {mountPath: /a/k, subPath: k, configMap: y}]',
    {},
    'web',
    { automountServiceAccountToken: false },
  );
  const findNestedMounts = async (objects: Keys) => {
    const { findings } = await lintSet(set, findKeys(objects), BOTH);
    return findings
      .filter(({ code }) => code === 'nested-mount')
      .map(({ severity, message }) => `${severity}: ${message}`);
  };

  it('may keep a container from starting, where the object is not given', async () => {
    const [found = '', ...others] = await findNestedMounts({});
    assert.match(
      found,
      /^warning: volumes\[1\]: container "a" may not start with volume "per-pod-config-1" at \/a\/k/,
    );
    assert.deepEqual(others, []);
  });

  it('does so where the object has the key', async () => {
    const [found = ''] = await findNestedMounts({ y: ['k'] });
    assert.match(found, /container "a" cannot start with .*it is a file, and a folder is there$/);
  });

  it('does not where it has no such key', async () => {
    assert.deepEqual(await findNestedMounts({ y: ['other'] }), []);
  });
});
