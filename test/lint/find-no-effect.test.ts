import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findNoEffect } from '../../src/lint/find-no-effect.ts';
import { makeObjects, makeSet } from './read-sets.ts';

const annotations = { 'per-pod-config': '/a' };
const make = (apiVersion: string, kind: string, metadata: object = { annotations }, spec?: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'x', ...metadata },
  spec,
});
const find = (...objects: object[]) =>
  findNoEffect(makeObjects(...objects), []).map(({ message }) => message);
const template = { template: { metadata: { annotations } } };

describe('an annotation has no effect', () => {
  const POD = 'only the pods of a StatefulSet have an ordinal';
  const SETS = 'only StatefulSets of apps/v1 and apps.kruise.io are configured';
  const CONTROLLER = 'unless its controller copies it to a StatefulSet';
  const rows: readonly [object: object, message: string][] = [
    [make('apps/v1', 'Deployment'), `per-pod-config has no effect on this Deployment (apps/v1): ${POD}`],
    [
      make('apps/v1', 'Deployment', {}, template),
      `per-pod-config has no effect on this Deployment (apps/v1): ${POD}`,
    ],
    [make('apps/v1', 'DaemonSet'), `per-pod-config has no effect on this DaemonSet (apps/v1): ${POD}`],
    [make('batch/v1', 'Job', {}, template), `per-pod-config has no effect on this Job (batch/v1): ${POD}`],
    [
      make('batch/v1', 'CronJob', {}, { jobTemplate: { spec: template } }),
      `per-pod-config has no effect on this CronJob (batch/v1): ${POD}`,
    ],
    [make('v1', 'Pod'), `per-pod-config has no effect on this Pod (v1): ${POD}`],
    [
      make('v1', 'PodTemplate', {}, template),
      `per-pod-config has no effect on this PodTemplate (v1): ${POD}`,
    ],
    [
      make('v1', 'ConfigMap'),
      'per-pod-config has no effect on this ConfigMap (v1): annotate the StatefulSet',
    ],
    [
      make('networking.k8s.io/v1', 'Ingress'),
      'per-pod-config has no effect on this Ingress (networking.k8s.io/v1): annotate the StatefulSet',
    ],
    [
      make('v1', 'Namespace'),
      'per-pod-config has no effect on this Namespace (v1): make it a label, "enabled" or "disabled"',
    ],
    [
      make('apps.pingcap.com/v1', 'StatefulSet'),
      `per-pod-config has no effect on this StatefulSet (apps.pingcap.com/v1): ${SETS}`,
    ],
    [
      make('apps.pingcap.com/v1', 'StatefulSet', {}, template),
      `per-pod-config has no effect on this StatefulSet (apps.pingcap.com/v1): ${SETS}`,
    ],
    [make('apps/v1', 'Statefulset'), `per-pod-config has no effect on this Statefulset (apps/v1): ${SETS}`],
    [
      make('example.com/v1', 'Database'),
      `per-pod-config has no effect on this Database (example.com/v1), ${CONTROLLER}`,
    ],
    [
      make('apps/v1', 'Deployment', { annotations: { 'per-pod-conf': '/a' } }),
      `"per-pod-conf" has no effect on this Deployment (apps/v1): ${POD}`,
    ],
    [
      make('apps/v1', 'StatefulSet', { labels: annotations }),
      'metadata.labels: per-pod-config has no effect as a label; make it an annotation',
    ],
    [
      make('apps.kruise.io/v1beta1', 'StatefulSet', { annotations: { perpodconfig: '/a' } }),
      'metadata.annotations: "perpodconfig" has no effect; did you mean "per-pod-config"?',
    ],
  ];
  for (const [object, message] of rows) it(message, () => assert.deepEqual(find(object), [message]));

  it('in a list, too, at its place, as a warning', () => {
    const [finding] = findNoEffect(makeObjects(make('v1', 'ConfigMap')), []);
    assert.deepEqual(
      [finding?.severity, finding?.code, finding?.object, finding?.line],
      ['warning', 'no-effect', 'ConfigMap default/x', 1],
    );
    assert.ok((finding?.column ?? 0) > 50);
  });

  it('on what makes pods even if a StatefulSet has the same, and on nothing else then', () => {
    const objects = makeObjects(make('v1', 'Service'), make('apps/v1', 'Deployment'));
    const found = findNoEffect(objects, [makeSet('/a')]);
    assert.deepEqual(
      found.map(({ object }) => object),
      ['Deployment default/x'],
    );
    assert.equal(findNoEffect(objects, [makeSet('/b')]).length, 2);
  });
});

describe('no warning is given', () => {
  const owned = { annotations, ownerReferences: [{ kind: 'StatefulSet', name: 'web', controller: true }] };
  const rows: readonly [title: string, object: object][] = [
    ['for the annotation of a StatefulSet', make('apps/v1', 'StatefulSet')],
    ['for a pod that a controller made', make('v1', 'Pod', owned)],
    ['for the revision of a StatefulSet', make('apps/v1', 'ControllerRevision', owned)],
    ['for the label of a Namespace', make('v1', 'Namespace', { labels: { 'per-pod-config': 'enabled' } })],
    ['for a label that selects ConfigMaps', make('v1', 'ConfigMap', { labels: annotations })],
    ['for a template in an object of its own kind', make('example.com/v1', 'Database', {}, template)],
    [
      'for null, which is absence',
      make('apps/v1', 'Deployment', { annotations: { 'per-pod-config': null } }),
    ],
    ['for the key of a ConfigMap', { ...make('v1', 'ConfigMap', {}), data: annotations }],
  ];
  for (const [title, object] of rows) it(title, () => assert.deepEqual(find(object), []));

  it('for owners that are none', () => {
    assert.equal(find(make('v1', 'Pod', { annotations, ownerReferences: [null] })).length, 1);
  });
});
