import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Container, VolumeMount } from '../../src/admission/pod.ts';
import { PodIndex } from '../../src/admission/pod-index.ts';

const mountAt = (mountPath: string, name = mountPath) => ({ name, mountPath });

describe('what a container has at a path is found', () => {
  for (const count of [0, 1, 14, 15, 16, 17, 5_000]) {
    const others = Array.from({ length: count }, (_, index) => mountAt(`/m${index}/`));
    const namesAt = (container: Container, path: string) =>
      new PodIndex({ spec: { containers: [container] } }).listAt(container, path).map(({ name }) => name);

    it(`among ${count} mounts and a device`, () => {
      const volumeDevices = [{ name: 'raw', devicePath: '/dev//raw' }];
      const container = { name: 'c', volumeMounts: others, volumeDevices };
      assert.deepEqual(namesAt(container, '/dev/raw'), ['raw']);
      for (const { name } of others.slice(-20)) assert.deepEqual(namesAt(container, name), [name]);
      assert.deepEqual(namesAt(container, '/other'), []);
    });

    it(`all of it, where paths are written differently, among ${count} mounts`, () => {
      const mounts = [mountAt('/a', 'v'), mountAt('/a/', 'w'), mountAt('/a/b')];
      const container = { name: 'c', volumeMounts: [...others, ...mounts] };
      assert.deepEqual(namesAt(container, '//a'), ['v', 'w']);
    });
  }
});

it('a volume and its writers are found by name', () => {
  const init = (name: string, ...volumeMounts: VolumeMount[]) => ({ name, volumeMounts });
  const index = new PodIndex({
    spec: {
      volumes: [{ name: 'v' }, { name: 'w' }],
      initContainers: [
        init('reader', { ...mountAt('/v', 'v'), readOnly: true }),
        init('first', mountAt('/v', 'v')),
        init('second', { ...mountAt('/v', 'v'), readOnly: false }),
      ],
      containers: [{ name: 'c', volumeMounts: [mountAt('/w', 'w')] }],
    },
  });
  assert.deepEqual(
    ['v', 'w', 'x'].map(name => [index.findVolume(name), index.findWriter(name)]),
    [
      [0, 'first'],
      [1, undefined],
      [undefined, undefined],
    ],
  );
});

it('who reads variables from a file of a volume is found by its name', () => {
  const variable = (volumeName: string) => ({ name: 'A', valueFrom: { fileKeyRef: { volumeName } } });
  const index = new PodIndex({
    spec: {
      initContainers: [{ name: 'init', env: [{ name: 'A', value: 'w' }, variable('v')] }],
      containers: [
        { name: 'c', env: [variable('v'), variable('w')] },
        { name: 'd', env: null },
      ],
    },
  });
  assert.deepEqual(
    ['v', 'w', 'x'].map(name => index.findReader(name)),
    ['init', 'c', undefined],
  );
});
