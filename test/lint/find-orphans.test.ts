import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexData } from '../../src/kubelet/find-data.ts';
import { findOrphans } from '../../src/lint/find-orphans.ts';
import { previewPod } from '../../src/preview/preview-pod.ts';
import { makeObject, makeSet } from './read-sets.ts';

/** A set of two pods, and whether this object is an orphan of it, by the message. */
async function find(
  annotation: string,
  kind: string,
  name: string,
  spec: object = {},
  ordinals = [0, 1],
  apiVersion = 'apps/v1',
) {
  const found = makeSet(annotation, spec);
  const set = { ...found, set: { ...found.set, apiVersion, spec: { ...found.set.spec, ...spec } } };
  const object = makeObject(kind, name, {}, { namespace: 'default' });
  const data = indexData([object.object])('default');
  const pods = await Promise.all(ordinals.map(ordinal => previewPod(set.set, ordinal, 'default', data)));
  return findOrphans([object], [{ set, pods }]).map(({ message }) => message);
}

const volume = (name: string, kind = 'configMap') => `volumes: [{mountPath: /a, ${kind}: '${name}'}]`;

/** Whose it would be; undefined where it is no orphan. */
const ROWS: readonly [title: string, annotation: string, kind: string, name: string, pod?: string][] = [
  ['the next ordinal', volume('n-$(ordinal)'), 'ConfigMap', 'n-2', 'web-2'],
  ['the last ordinal', volume('n-$(ordinal)'), 'ConfigMap', 'n-1'],
  ['names that count from 1', volume('n-$(ordinal + 1)'), 'ConfigMap', 'n-3', 'web-2'],
  ['the last of names that count from 1', volume('n-$(ordinal + 1)'), 'ConfigMap', 'n-2'],
  [
    'names that count from the one before',
    volume('n-$(ordinal > 0 ? ordinal - 1 : 0)'),
    'ConfigMap',
    'n-1',
    'web-2',
  ],
  ['names that count from 2', volume('n-$(ordinal + 2)'), 'ConfigMap', 'n-4'],
  ['the later of two numbers', volume('n5-$(ordinal)'), 'ConfigMap', 'n5-2', 'web-2'],
  ['a number of 9 digits', volume('n-$(ordinal)'), 'ConfigMap', 'n-123456789', 'web-123456789'],
  ['no number', volume('n-$(ordinal == 2 ? "x" : "y")'), 'ConfigMap', 'n-x'],
  ['a Secret', volume('n-$(ordinal)', 'secret'), 'Secret', 'n-2', 'web-2'],
  ['a Secret with the name of a ConfigMap', volume('n-$(ordinal)'), 'Secret', 'n-2'],
  ['a ConfigMap with the name of a Secret', volume('n-$(ordinal)', 'secret'), 'ConfigMap', 'n-2'],
  ['a ConfigMap of variables', "envFrom: [{configMap: 'n-$(ordinal)'}]", 'ConfigMap', 'n-2', 'web-2'],
  ['a Secret of variables', "envFrom: [{secret: 'n-$(ordinal)'}]", 'Secret', 'n-2', 'web-2'],
  [
    'a Secret of one variable',
    "env: [{name: A, valueFrom: {secretKeyRef: {name: 'n-$(ordinal)', key: k}}}]",
    'Secret',
    'n-2',
    'web-2',
  ],
  [
    'a ConfigMap of one variable',
    "env: [{name: A, valueFrom: {configMapKeyRef: {name: 'n-$(ordinal)', key: k}}}]",
    'ConfigMap',
    'n-2',
    'web-2',
  ],
  [
    'an object beside files',
    `volumes: [{mountPath: /a, sources: [{files: {f: t}}, {secret: 'n-$(ordinal)'}]}]`,
    'Secret',
    'n-2',
    'web-2',
  ],
  ['another kind', volume('n-$(ordinal)'), 'Pod', 'n-2'],
  ['an expression that fails for the ordinal', volume('n-$(["0", "1"][ordinal])'), 'ConfigMap', 'n-2'],
];

describe('an object is an orphan when a pod would use it that there is not', () => {
  for (const [title, annotation, kind, name, pod] of ROWS) {
    it(`${title}: ${pod ?? 'no orphan'}`, async () => {
      const advice = 'and StatefulSet web has 2 replicas; remove it, or scale up';
      assert.deepEqual(
        await find(annotation, kind, name),
        pod === undefined ? [] : [`no pod uses it: it would be that of ${pod}, ${advice}`],
      );
    });
  }

  it('pods that start at 1 leave that of ordinal 0 an orphan', async () => {
    const spec = { ordinals: { start: 1 } };
    assert.deepEqual(await find(volume('n-$(ordinal)'), 'ConfigMap', 'n-0', spec, [1, 2]), [
      'no pod uses it: it would be that of web-0, and ordinals.start of StatefulSet web is 1; remove it, or lower ordinals.start',
    ]);
    assert.deepEqual(await find(volume('n-$(ordinal)'), 'ConfigMap', 'n-1', spec, [1, 2]), []);
  });

  it('there is no more of a pod whose ordinal is reserved by scaling up', async () => {
    const kruise = 'apps.kruise.io/v1beta1';
    const spec = { reserveOrdinals: [1, '4-5'] };
    const message = (ordinal: number) =>
      `no pod uses it: it would be that of web-${ordinal}, and reserveOrdinals of StatefulSet web keeps ordinal ${ordinal} free; remove it, or take the ordinal out of reserveOrdinals`;
    for (const ordinal of [1, 5]) {
      const found = await find(volume('n-$(ordinal)'), 'ConfigMap', `n-${ordinal}`, spec, [0, 2], kruise);
      assert.deepEqual(found, [message(ordinal)]);
    }
    const [scalable = ''] = await find(volume('n-$(ordinal)'), 'ConfigMap', 'n-3', spec, [0, 2], kruise);
    assert.match(scalable, /that of web-3, and StatefulSet web has 2 replicas; remove it, or scale up$/);
  });

  it('pods of OpenKruise may start at 0 all the same', async () => {
    const spec = { ordinals: { start: 5 } };
    const orphans = (name: string) =>
      find(volume('n-$(ordinal)'), 'ConfigMap', name, spec, [5, 6], 'apps.kruise.io/v1beta1');
    assert.deepEqual(await orphans('n-0'), []);
    assert.deepEqual(await orphans('n-1'), []);
    assert.equal((await orphans('n-2')).length, 1);
  });

  it('nothing is known where not all pods were tried out, or none, or where replicas are left out', async () => {
    const orphans = (spec: object, ordinals: number[]) =>
      find(volume('n-$(ordinal)'), 'ConfigMap', 'n-2', spec, ordinals);
    assert.deepEqual(await orphans({ replicas: 3 }, [0, 1]), []);
    assert.deepEqual(await orphans({ replicas: 0 }, []), []);
    assert.deepEqual(await orphans({ replicas: undefined }, [0]), []);
    assert.equal((await orphans({ replicas: 1 }, [0])).length, 1);
  });
});
