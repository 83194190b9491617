import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Container, V1Pod, V1Volume } from '@kubernetes/client-node';
import { makeFindData } from '../../../demo/kubelet/find-data.ts';
import { viewContainers } from '../../../demo/kubelet/view-containers.ts';

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
  return viewContainers(pod, makeFindData(OBJECTS, namespace)).map(({ container, mounts }) => [
    container,
    ...mounts.map(({ path, sources }) => [
      path,
      ...sources.flatMap(({ entries }) => [...entries].map(([file, { text }]) => `${file}: ${text}`)),
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

  it('a mount of nothing is an error', () => {
    assert.throws(() => view([{ name: 'a', volumeMounts: [mount('gone')] }]), /no volume gone .* \/gone/);
  });

  it('what a subPath shows is no reason to guess', () => {
    const volumeMounts = [{ ...mount('conf'), subPath: 'where' }];
    assert.throws(() => view([{ name: 'a', volumeMounts }]), /\/conf: .*subPath/);
  });
});
