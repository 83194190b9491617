import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { listLeftOut } from '../../src/preview/list-left-out.ts';
import { previewPod } from '../../src/preview/preview-pod.ts';

const KEY = 'per-pod-config';
const CONTAINER = { name: 'a', envFrom: [{ configMapRef: { name: 'c' } }] };

/** Pod 1 of a StatefulSet with this metadata, and with these annotations on its template. */
function preview(metadata: object, annotations: Readonly<Record<string, string>> = {}) {
  const set = {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', ...metadata },
    spec: { replicas: 2, template: { metadata: { annotations }, spec: { containers: [CONTAINER] } } },
  };
  return previewPod(set as unknown as StatefulSetObject, 1, 'prod', () => undefined);
}

describe('the preview of a pod', () => {
  for (const [title, metadata, annotations] of [
    ['by its set', { annotations: { [KEY]: '/a' } }, {}],
    ['by its set from a cluster, which has a uid', { uid: 'u', annotations: { [KEY]: '/a' } }, {}],
    ['by its template', {}, { [KEY]: '/a' }],
    ['by its template, of a set whose annotations are null', { annotations: null }, { [KEY]: '/a' }],
  ] as const) {
    it(`is the pod with its configuration: ${title}`, async () => {
      const { decision, pod, containers, name, ordinal } = await preview(metadata, annotations);
      assert.deepEqual([decision.outcome, name, ordinal], ['mount', 'web-1', 1]);
      assert.deepEqual(
        Object.entries(pod.metadata).find(([key]) => key === 'namespace'),
        ['namespace', 'prod'],
      );
      assert.deepEqual(
        containers.map(({ mounts, environment }) => [mounts.length, environment.length]),
        [[1, 1]],
      );
    });
  }

  it('has what patches change, and is the patched pod', async () => {
    const text =
      'patches: [{metadata: {labels: {role: r$(ordinal)}}}, {when: ordinal == 0, spec: {hostNetwork: true}}]';
    const { decision, pod, patched } = await preview({ annotations: { [KEY]: text } });
    assert.deepEqual(patched, [{ field: 'metadata.labels.role', before: undefined, after: 'r1' }]);
    assert.equal(pod.metadata.labels?.['role'], 'r1');
    assert.deepEqual(listLeftOut(decision), [{ where: 'patches[1]', when: 'ordinal == 0' }]);
  });

  it('shows nothing of a pod that is denied, not even what its template has', async () => {
    const { decision, containers } = await preview({ annotations: { [KEY]: 'no path' } });
    assert.deepEqual([decision.outcome, containers], ['deny', []]);
  });

  it('shows what the template has of a pod that gets nothing', async () => {
    const { decision, containers } = await preview({});
    assert.deepEqual([decision.outcome, containers[0]?.environment.length], ['allow', 1]);
  });
});
