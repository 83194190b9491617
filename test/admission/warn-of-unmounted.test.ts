import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { TriedPods } from '../../src/admission/tried-pods.ts';
import { warnOfUnmounted } from '../../src/admission/warn-of-unmounted.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

const volumeMounts = [{ name: 'conf', mountPath: '/conf' }];

function warn(volume: string, spec: object, tried = new TriedPods(), patches = ''): string[] {
  const set = { spec: { template: { spec: { containers: [{ name: 'server' }], ...spec } } } };
  const annotation = parseAnnotation(`volumes: [${volume}]${patches}`);
  return warnOfUnmounted(set as unknown as StatefulSetObject, annotation, tried).map(
    ({ message }) => message,
  );
}

describe('a volume of the template that is replaced', () => {
  it('is worth a warning if no container mounts it', () => {
    assert.deepEqual(warn('{name: conf, configMap: a}', {}), [
      'volumes[0]: no container mounts volume conf, so none gets this: add a mountPath, or mount it in the template',
    ]);
  });

  for (const [title, volume, spec] of [
    [
      'a container mounts it',
      '{name: conf, configMap: a}',
      { containers: [{ name: 'server', volumeMounts }] },
    ],
    [
      'an init container does',
      '{name: conf, configMap: a}',
      { initContainers: [{ name: 'init', volumeMounts }] },
    ],
    ['the annotation does', '{name: conf, mountPath: /conf, configMap: a}', {}],
  ] as const) {
    it(`is none if ${title}`, () => assert.deepEqual(warn(volume, spec), []));
  }
});
