import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findRefusedField } from '../../src/patch/find-refused-field.ts';

type Case = readonly [path: readonly (string | number)[], value?: unknown];

describe('a patch may have', () => {
  const allowed: readonly Case[] = [
    [[], {}],
    [['metadata'], {}],
    [['metadata', 'labels'], {}],
    [['metadata', 'labels', 'role'], 'primary'],
    [['metadata', 'labels', 'role'], null],
    [['metadata', 'annotations', 'per-pod-configuration'], 'a'],
    [['metadata', 'annotations', 'controller-revision-hash'], 'a'],
    [['metadata', 'finalizers'], ['example.com/a']],
    [['metadata', '$deleteFromPrimitiveList/finalizers'], ['example.com/a']],
    [['spec'], {}],
    [['spec', 'containers'], null],
    [['spec', 'containers', 0, '$patch'], 'delete'],
    [['spec', 'containers', 0, 'name'], 'a'],
    [['spec', 'nodeSelector', '$patch'], 'replace'],
    [['spec', 'nodeSelector', 'hostname'], 'a'],
    [['spec', 'nodeSelector'], null],
    [['spec', 'priorityClassName'], 'high'],
    [['spec', 'schedulingGates'], []],
    [['spec', 'setHostnameAsFQDN'], true],
    [['spec', 'volumes', 0, 'ephemeral'], {}],
    [['spec', 'volumes', 0, 'name'], 'persistentVolumeClaim'],
    [['spec', 'fieldOfTheFuture'], {}],
  ];
  for (const [path, value] of allowed) {
    it(`${path.join('.')} ${JSON.stringify(value)}`, () =>
      assert.equal(findRefusedField(path, value), undefined));
  }
});

describe('a patch may not have', () => {
  const refused: readonly (readonly [...Case, RegExp])[] = [
    [['$patch'], 'delete', /name and owner/],
    [['$retainKeys'], [], /name and owner/],
    [['metadata'], null, /single labels and annotations/],
    [['metadata', '$patch'], 'replace', /single labels and annotations/],
    [['metadata', '$retainKeys'], ['labels'], /single labels and annotations/],
    [['metadata', 'labels'], null, /finds its pods.*role: null/],
    [['metadata', 'labels', '$patch'], 'replace', /finds its pods/],
    [['metadata', 'annotations', '$retainKeys'], ['a'], /those of per-pod-config/],
    [['spec'], null, /identifies the pod/],
    [['spec', '$patch'], 'replace', /identifies the pod/],
    [['metadata', 'name'], 'a', /identity/],
    [['metadata', 'generateName'], null, /identity/],
    [['metadata', 'ownerReferences'], [], /identity/],
    [['metadata', 'uid'], 'a', /the API server or a controller/],
    [['metadata', 'managedFields'], [], /the API server or a controller/],
    [['metadata', 'labels', 'statefulset.kubernetes.io/pod-name'], 'a', /label of your own/],
    [['metadata', 'labels', 'apps.kubernetes.io/pod-index'], null, /label of your own/],
    [['metadata', 'labels', 'controller-revision-hash'], 'a', /label of your own/],
    [['metadata', 'labels', 'lifecycle.apps.kruise.io/state'], 'a', /OpenKruise/],
    [['metadata', 'labels', 'apps.kruise.io/specified-delete'], 'true', /OpenKruise/],
    [['metadata', 'annotations', 'per-pod-config'], null, /annotation of your own/],
    [['metadata', 'annotations', 'per-pod-config/status'], 'a', /annotation of your own/],
    [['spec', 'hostname'], 'a', /identity/],
    [['spec', 'hostnameOverride'], 'a', /identity/],
    [['spec', 'subdomain'], null, /identity/],
    [['spec', 'serviceAccountName'], 'a', /who the pod is to the API server/],
    [['spec', 'serviceAccount'], 'a', /who the pod is to the API server/],
    [['spec', 'nodeName'], 'a', /nodeSelector/],
    [['spec', 'ephemeralContainers'], [], /kubectl debug/],
    [['spec', '$deleteFromPrimitiveList/ephemeralContainers'], [], /kubectl debug/],
    [['spec', 'priority'], 1, /priorityClassName/],
    [['spec', 'preemptionPolicy'], 'Never', /priorityClassName/],
    [['spec', 'overhead'], {}, /runtimeClassName/],
    [['spec', 'volumes', 0, 'persistentVolumeClaim'], { claimName: 'a' }, /volumeClaimTemplates/],
    [['spec', 'volumes', 0, 'persistentVolumeClaim'], null, /volumeClaimTemplates/],
  ];
  for (const [path, value, reason] of refused) {
    it(`${path.join('.')} ${JSON.stringify(value)}`, () =>
      assert.match(findRefusedField(path, value) ?? '', reason));
  }

  it('no field by the names of what each object has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      assert.equal(findRefusedField(['metadata', name], 'a'), undefined);
      assert.equal(findRefusedField(['spec', name], 'a'), undefined);
      assert.equal(findRefusedField([name], null), undefined);
    }
  });
});
