import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Container, V1Pod, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { indexData } from '../../src/kubelet/find-data.ts';
import { listFiles } from '../../src/kubelet/list-files.ts';
import { viewContainers } from '../../src/kubelet/view-containers.ts';

const OBJECTS = ['default', 'other'].map(namespace => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'node', ...(namespace === 'default' ? {} : { namespace }) },
  data: { where: namespace },
}));

const VOLUMES: V1Volume[] = [
  { name: 'conf', configMap: { name: 'node' } },
  { name: 'data', emptyDir: {} },
];
const mount = (name: string, mountPath = `/${name}`) => ({ name, mountPath });

function view(containers: V1Container[], initContainers: V1Container[] = [], namespace = 'default') {
  const pod: V1Pod = { spec: { volumes: VOLUMES, containers, initContainers } };
  return viewContainers(pod, indexData(OBJECTS)(namespace)).map(({ container, mounts }) => [
    container,
    ...mounts.map(({ path, sources }) => [
      path,
      ...sources.flatMap(({ entries }) => [...entries].map(([file, { content }]) => `${file}: ${content}`)),
    ]),
  ]);
}

describe('what the containers of a pod see', () => {
  it('each sees what it mounts of its configuration, init containers too', () => {
    const containers = [{ name: 'a', volumeMounts: [mount('conf'), mount('data')] }, { name: 'b' }];
    const initContainers = [{ name: 'i', volumeMounts: [mount('conf', '/etc/conf')] }];
    assert.deepEqual(view(containers, initContainers), [
      ['i', ['/etc/conf', 'where: default']],
      ['a', ['/conf', 'where: default']],
      ['b'],
    ]);
  });

  it('objects are those of its own namespace', () => {
    assert.deepEqual(view([{ name: 'a', volumeMounts: [mount('conf')] }], [], 'other'), [
      ['a', ['/conf', 'where: other']],
    ]);
  });

  it('a mount of nothing is said to be one', () => {
    const pod = { spec: { containers: [{ name: 'a', volumeMounts: [mount('gone')] }] } };
    const [a] = viewContainers(pod, indexData(OBJECTS)('default'));
    assert.deepEqual(
      a?.mounts.flatMap(({ sources }) => sources.flatMap(({ notes }) => notes)),
      ['the pod has no volume gone, and so could not be created'],
    );
  });

  describe('with a subPath', () => {
    const volumes: V1Volume[] = [
      { name: 'conf', configMap: { name: 'node', items: [{ key: 'where', path: 'a/b' }] } },
    ];
    const see = (extra: Partial<V1VolumeMount>) => {
      const volumeMounts = [{ ...mount('conf', '/c'), ...extra }];
      const env = [{ name: 'PART', value: 'a' }];
      const pod: V1Pod = { spec: { volumes, containers: [{ name: 'a', volumeMounts, env }] } };
      const [view] = viewContainers(pod, indexData(OBJECTS)('default'));
      assert.ok(view !== undefined);
      const notes = view.mounts.flatMap(({ sources }) => sources.flatMap(one => one.notes));
      return [[...listFiles(view)].map(([path, { content }]) => `${path}: ${content}`), notes];
    };

    it('of a file, the mount is that file', () => {
      assert.deepEqual(see({ subPath: 'a/b' }), [['/c: default'], []]);
    });

    it('of a folder, it shows what is in there', () => {
      assert.deepEqual(see({ subPath: 'a' }), [['/c/b: default'], []]);
    });

    it('made of a variable, too', () => {
      assert.deepEqual(see({ subPathExpr: '$(PART)' }), [['/c/b: default'], []]);
    });

    it('of nothing, it is an empty folder, which is told', () => {
      const note = 'there is no z in the volume: the kubelet mounts an empty folder';
      assert.deepEqual(see({ subPath: 'z' }), [[], [note]]);
    });
  });

  it('of two mounts, the deeper covers what the other has below it', () => {
    const objects = ['a', 'b'].map(name => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: { k: name },
    }));
    const volumes: V1Volume[] = [
      {
        name: 'a',
        configMap: {
          name: 'a',
          items: [
            { key: 'k', path: 'x/y' },
            { key: 'k', path: 'z' },
          ],
        },
      },
      { name: 'b', configMap: { name: 'b' } },
    ];
    const volumeMounts = [mount('b', '/c/x/'), mount('a', '/c')];
    const [view] = viewContainers(
      { spec: { volumes, containers: [{ name: 'a', volumeMounts }] } },
      indexData(objects)('default'),
    );
    assert.ok(view !== undefined);
    assert.deepEqual(
      [...listFiles(view)].map(([path, { content }]) => `${path}: ${content}`),
      ['/c/z: a', '/c/x/k: b'],
    );
  });
});
