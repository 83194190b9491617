import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listWarnings } from '../../src/admission/list-warnings.ts';
import type { Pod } from '../../src/admission/pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { TriedPods } from '../../src/admission/tried-pods.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

const SET = {
  apiVersion: 'apps/v1',
  metadata: { name: 'web' },
  spec: { replicas: 2, template: { spec: { containers: [{ name: 'server' }] } } },
} as StatefulSetObject;

const NOWHERE = { where: '', lineAt: () => 1, offsetAt: () => 0 };
const PLAIN = configurePod(parseAnnotation('/a'), WEB_2);
const PATCHED = { ...PLAIN, patches: [{ where: 'patches[0]', place: NOWHERE, patch: { spec: {} } }] };
const POD: Pod = {
  metadata: {},
  spec: {
    initContainers: [{ name: 'init', volumeMounts: [{ name: 'conf', mountPath: '/conf' }] }],
    containers: [{ name: 'server' }, { name: 'added' }],
  },
};

function tried(...pods: Parameters<TriedPods['add']>[]): TriedPods {
  const all = new TriedPods();
  for (const pod of pods) all.add(...pod);
  return all;
}

describe('the pods that were tried out', () => {
  const annotation = {
    ...parseAnnotation(
      'volumes: [{name: conf, configMap: a}]\nenv: [{name: A, value: b, containers: [server, added, init, other]}]',
    ),
    patches: [
      {
        where: 'patches[0]',
        place: NOWHERE,
        when: undefined,
        patch: {},
        fields: [],
        notes: [],
      },
    ],
  };
  const warn = (pods: TriedPods) =>
    listWarnings(SET, annotation, 2, pods)
      .map(({ code, message }) => `${code}: ${message}`)
      .filter(text => text.startsWith('unknown-') || text.startsWith('not-mounted'));

  it('have the containers and mounts of their patches', () => {
    assert.deepEqual(warn(tried([POD, PATCHED])), [
      'unknown-container: env[0].containers: the template has no container other: if another webhook adds it, name it in injectedContainers',
    ]);
  });

  it('tell nothing of containers and mounts where there are patches, and none was tried out', () => {
    assert.deepEqual(warn(tried()), []);
  });

  it('have what the template has where none of them is patched', () => {
    assert.equal(warn(tried([POD, PLAIN])).length, 2);
  });

  it('are without an element that none of them gets', () => {
    const leftOut = (...places: string[]): Parameters<TriedPods['add']> => [
      POD,
      { ...PLAIN, leftOut: places.map(where => ({ where, when: 'a' })) },
    ];
    const pods = tried(leftOut('env[0]', 'env[1]'), leftOut('env[1]'));
    assert.deepEqual(
      ['env[0]', 'env[1]', 'env[2]'].map(where => pods.areWithout(where)),
      [false, true, false],
    );
    assert.equal(tried().areWithout('env[0]'), false);
  });
});
