import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VolumeMount } from '../../src/admission/pod.ts';
import { PodIndex } from '../../src/admission/pod-index.ts';

const mountAt = (mountPath: string, name = mountPath) => ({ name, mountPath });

describe('what a container has at a path is found', () => {
  for (const count of [0, 1, 15, 16, 17, 5_000]) {
    it(`among ${count} mounts, and when more are added`, () => {
      const volumeMounts: VolumeMount[] = Array.from({ length: count }, (_, index) => mountAt(`/m${index}/`));
      const volumeDevices = [{ name: 'raw', devicePath: '/dev//raw' }];
      const container = { name: 'c', volumeMounts, volumeDevices };
      const index = new PodIndex({ spec: { containers: [container] } });
      const namesAt = (path: string) => index.listAt(container, path).map(({ name }) => name);
      for (let added = 0; added < 20; added += 1) {
        const mount = mountAt(`/a${added}`);
        assert.deepEqual(namesAt(mount.mountPath), []);
        volumeMounts.push(mount);
        index.noteMount(container, mount);
        assert.deepEqual(namesAt(`/x/../a${added}`), [mount.name]);
      }
      assert.deepEqual(namesAt('/dev/raw'), ['raw']);
      if (count > 0) assert.deepEqual(namesAt(`/m${count - 1}`), [`/m${count - 1}/`]);
    });
  }

  it('all of it, where paths are written differently', () => {
    const container = { name: 'c', volumeMounts: [mountAt('/a', 'v'), mountAt('/a/', 'w'), mountAt('/a/b')] };
    const index = new PodIndex({ spec: { containers: [container] } });
    assert.deepEqual(
      index.listAt(container, '//a').map(({ name }) => name),
      ['v', 'w'],
    );
  });
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
