import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findReplaced } from '../../src/lint/find-replaced.ts';
import { previewPod } from '../../src/preview/preview-pod.ts';
import type { FoundObject } from '../../src/yaml/kubernetes-object.ts';
import { makeObject, makeSet } from './read-sets.ts';

const NODES = ['node-0', 'node-1', 'node-2'].map(name => makeObject('ConfigMap', name));

async function find(
  annotation: string,
  objects: readonly FoundObject[] = NODES,
  replicas = 3,
  template = {},
) {
  const set = makeSet(annotation, { replicas }, 'web', template);
  const ordinals = Array.from({ length: replicas }, (_, ordinal) => ordinal);
  const pods = await Promise.all(
    ordinals.map(ordinal => previewPod(set.set, ordinal, 'default', () => undefined)),
  );
  const findings = findReplaced([...objects, set.found], [{ set, pods }]);
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

describe('$(ordinal) seems to have been replaced', () => {
  const WHY = 'if the annotation had $(ordinal), something replaced it: vars of kustomize, or a shell';

  it('where every pod gets one of those that each has for itself', async () => {
    assert.deepEqual(await find('volumes: [{mountPath: /a, configMap: node-0}]'), [
      `replaced-expression: every pod gets ConfigMap node-0, and none node-1, node-2; ${WHY}`,
    ]);
  });

  it('where that one is missing, and where another expression is left', async () => {
    const [found] = await find(
      'volumes: [{mountPath: /a, configMap: node-3}, {mountPath: /b, configMap: x-$(ordinal)}]',
    );
    assert.equal(
      found,
      `replaced-expression: every pod gets ConfigMap node-3, and none node-0, node-1, node-2; ${WHY}`,
    );
  });

  it('wherever in the name it was, with many pods, too', async () => {
    for (const make of [
      (ordinal: number) => `${ordinal}.node`,
      (ordinal: number) => `db${ordinal}-conf`,
      (ordinal: number) => `node-${ordinal}`,
    ]) {
      const objects = Array.from({ length: 12 }, (_, ordinal) => makeObject('ConfigMap', make(ordinal)));
      const found = await find(`volumes: [{mountPath: /a, configMap: ${make(11)}}]`, objects, 12);
      assert.equal(found.length, 1, make(11));
    }
  });

  it('in envFrom, and of Secrets', async () => {
    const secrets = ['s-0', 's-1', 's-2'].map(name => makeObject('Secret', name));
    assert.equal((await find('envFrom: [{secret: s-web}]', secrets)).length, 1);
  });
});

describe('$(ordinal) has not been replaced', () => {
  it('where each pod has its own, beside what all have', async () => {
    const text =
      'volumes: [{mountPath: /a, configMap: node-$(ordinal)}, {mountPath: /b, configMap: node-base}]';
    assert.deepEqual(await find(text), []);
  });

  it('where there is not one for each pod, or only one pod', async () => {
    const text = 'volumes: [{mountPath: /a, configMap: node-0}]';
    assert.deepEqual(await find(text, NODES.slice(0, 2)), []);
    assert.deepEqual(await find(text, NODES, 1), []);
  });

  it('where the others are used', async () => {
    const text = 'volumes: [{mountPath: /a, configMap: node-0}]';
    const envFrom = ['node-1', 'node-2'].map(name => ({ configMapRef: { name } }));
    assert.deepEqual(await find(text, NODES, 3, { containers: [{ name: 'a', envFrom }] }), []);
    const other = makeObject('Service', 'x', { spec: { use: ['node-1', 'node-2'] } });
    assert.deepEqual(await find(text, [...NODES, other]), []);
  });

  it('in files, and where pods are denied', async () => {
    assert.deepEqual(await find('volumes: [{mountPath: /a, files: {node-0: x}}]'), []);
    assert.deepEqual(await find('volumes: [{name: node-0, configMap: node-0}]'), []);
  });
});
