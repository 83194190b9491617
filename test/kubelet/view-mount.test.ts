import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Pod, V1VolumeMount } from '@kubernetes/client-node';
import { indexData } from '../../src/kubelet/find-data.ts';
import { viewMount } from '../../src/kubelet/view-mount.ts';

const OBJECTS = ['one', 'two'].map(name => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { [name]: `text of ${name}` },
}));

/** The mount of a volume of these ConfigMaps: its subPath, then the files and notes of each. */
function view(names: readonly string[], mount: Partial<V1VolumeMount>) {
  const sources = names.map(name => ({
    configMap: { name, items: [{ key: name, path: `in/${name}` }] },
  }));
  const pod: V1Pod = { spec: { containers: [], volumes: [{ name: 'v', projected: { sources } }] } };
  const find = indexData(OBJECTS)('default');
  return viewMount({ name: 'v', mountPath: '/m', ...mount }, pod, new Map([['N', 'two']]), find).map(
    ({ subPath, sources: seen }) => [
      subPath,
      ...seen.map(({ entries, notes }) => [[...entries.keys()], notes]),
    ],
  );
}

const EMPTY = 'there is no none in the volume: the kubelet mounts an empty folder';

it('shows a file at the path that the kubelet makes of what is written', () => {
  const items = [{ key: 'one', path: './in//one/' }];
  const pod: V1Pod = {
    spec: { containers: [], volumes: [{ name: 'v', configMap: { name: 'one', items } }] },
  };
  const [mount] = viewMount({ name: 'v', mountPath: 'm' }, pod, new Map(), indexData(OBJECTS)('default'));
  assert.deepEqual([...(mount?.sources[0]?.entries.keys() ?? [])], ['in/one']);
});

describe('a mount', () => {
  for (const [what, names, mount, expected] of [
    ['shows the whole volume', ['one'], {}, [undefined, [['in/one'], []]]],
    ['shows the whole volume by an empty subPath', ['one'], { subPath: '' }, [undefined, [['in/one'], []]]],
    ['shows the whole volume by a dot', ['one'], { subPath: './' }, [undefined, [['in/one'], []]]],
    [
      'shows one file of it, however its path is written',
      ['one'],
      { subPath: './in//one/' },
      ['in/one', [[''], []]],
    ],
    ['shows a folder of it', ['one', 'two'], { subPath: 'in' }, ['in', [['one'], []], [['two'], []]]],
    ['shows one file of it', ['one', 'two'], { subPath: 'in/two' }, ['in/two', [[], []], [[''], []]]],
    ['shows what a variable names', ['two'], { subPathExpr: 'in/$(N)' }, ['in/two', [[''], []]]],
    [
      'notes a variable that only a cluster knows',
      ['one'],
      { subPathExpr: 'in/$(IP)' },
      ['in/$(IP)', [[], ['only a cluster knows which path of the volume in/$(IP) is']]],
    ],
    [
      'notes once that there is nothing',
      ['one', 'two'],
      { subPath: 'none' },
      ['none', [[], [EMPTY]], [[], []]],
    ],
    ['is no folder of a longer name', ['one'], { subPath: 'i' }, ['i', [[], [EMPTY.replace('none', 'i')]]]],
    ['notes nothing where something is waited for', ['gone'], { subPath: 'none' }, ['none', [[], []]]],
  ] as const) {
    it(what, () => assert.deepEqual(view(names, mount), [expected]));
  }

  it('of a volume that is not there is one that the API server refuses', () => {
    const [mount] = viewMount({ name: 'w', mountPath: '/m' }, {}, new Map(), indexData([])('default'));
    assert.deepEqual(mount?.sources[0]?.notes, ['the pod has no volume w, and so could not be created']);
  });
});
