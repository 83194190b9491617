import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makePod } from '../../src/admission/make-pod.ts';
import { exportSet } from '../../src/policy/export-set.ts';
import { makeShortForm } from '../../src/policy/make-short-form.ts';
import { admitByPolicy } from './admit-by-policy.ts';

/** Pod 12 of a StatefulSet with an annotation on its template. */
function prepare(text: string, spec: object = {}) {
  const metadata = { labels: { app: 'web' }, annotations: { 'per-pod-config': text } };
  const template = {
    metadata,
    spec: { containers: [{ name: 'a' }], initContainers: [{ name: 'b' }], ...spec },
  };
  const set = { apiVersion: 'apps/v1', metadata: { name: 'web' }, spec: { template } };
  const pod = makePod(set, 12);
  const annotation = { text, path: ['spec', 'template'] };
  const exported = exportSet({ set, namespace: 'prod', annotation, selector: {}, params: false });
  assert.ok('objects' in exported);
  return { pod, own: exported.objects };
}

const withoutHash = (pod: unknown) => JSON.stringify(pod).replace(/(annotationHash[\\":]+)[0-9a-f]*/, '$1');

describe('the policies of the short form', () => {
  for (const path of ['/network/conf', '/network//conf/', '  /a b\n', '/dev/shm']) {
    it(`make the pod that those of its StatefulSet make, but for the hash: ${JSON.stringify(path)}`, () => {
      const { pod, own } = prepare(path);
      const made = admitByPolicy(makeShortForm(), pod);
      assert.match(JSON.stringify(made), /"per-pod-config\/status"/);
      assert.equal(withoutHash(made), withoutHash(admitByPolicy(own, pod)));
      assert.deepEqual(admitByPolicy(makeShortForm(), made as object), made);
    });
  }

  it('leave a pod alone that the policies of its StatefulSet have configured, whichever come first', () => {
    const { pod, own } = prepare('/a');
    const made = admitByPolicy(own, pod) as object;
    assert.deepEqual(admitByPolicy(makeShortForm(), made), made);
    const other = admitByPolicy(own, admitByPolicy(makeShortForm(), pod) as object);
    assert.deepEqual(other, made);
  });

  it('deny annotations that they do not know, until others have configured the pod', () => {
    for (const text of ['/a/$(pod)', 'volumes: [{mountPath: /a, configMap: a}]']) {
      const { pod, own } = prepare(text);
      assert.match(
        String(admitByPolicy(makeShortForm(), pod)),
        /export the policies of the StatefulSet, too/,
      );
      const made = admitByPolicy(own, pod) as object;
      assert.deepEqual(admitByPolicy(makeShortForm(), made), made);
    }
  });

  it('deny paths that no container starts with, or that JSON would have to escape', () => {
    for (const path of [
      '/',
      '//',
      '/..',
      '/a/../b',
      '/proc/x',
      '/dev/null',
      '/a"b',
      '/a\\b',
      '/ü',
      `/${'a'.repeat(256)}`,
    ]) {
      const { pod } = prepare('/a');
      const other = { ...pod, metadata: { ...pod.metadata, annotations: { 'per-pod-config': path } } };
      assert.match(String(admitByPolicy(makeShortForm(), other)), /the path: expected printable ASCII/, path);
    }
  });

  it('deny a pod that has something else at the path', () => {
    const { pod } = prepare('/a', {
      containers: [{ name: 'a', volumeMounts: [{ name: 'v', mountPath: '/a/' }] }],
    });
    assert.match(String(admitByPolicy(makeShortForm(), pod)), /container a has something else at \/a/);
  });
});
