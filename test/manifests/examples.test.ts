import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { V1ConfigMap, V1Service, V1StatefulSet } from '@kubernetes/client-node';
import { admit } from '../../src/admission/admit.ts';
import { listOrdinals, makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';
import { MANIFESTS, readKustomization, renderFiles } from './kustomization.ts';

const EXAMPLES = join(MANIFESTS, 'examples');
const folders = (await readdir(EXAMPLES)).filter(folder => folder !== 'helm-chart');

async function readExample(folder: string) {
  const objects = await renderFiles(join(EXAMPLES, folder));
  const of = <T>(kind: string) => objects.filter(object => object.kind === kind) as T[];
  return {
    sets: of<V1StatefulSet>('StatefulSet'),
    services: of<V1Service>('Service'),
    configMaps: of<V1ConfigMap>('ConfigMap'),
    objects,
  };
}

test('the case this project comes from is among the examples, with its four files', async () => {
  const { sets, configMaps } = await readExample('node-config');
  assert.deepEqual(
    configMaps.map(({ metadata, data = {} }) => [metadata?.name, Object.keys(data)]),
    [
      ['node-0', ['postgres.conf', 'httpSettings']],
      ['node-1', ['nodeid.dat', 'application.conf']],
    ],
  );
  const [set] = sets;
  assert.deepEqual([set?.metadata?.name, set?.spec?.replicas], ['web', 2]);
  assert.deepEqual(set?.metadata?.annotations, { 'per-pod-config': '/network/conf' });
  const podSpec = set?.spec?.template.spec;
  assert.equal(podSpec?.initContainers, undefined);
  assert.equal(podSpec?.volumes, undefined);
});

for (const folder of folders) {
  test(`examples/${folder}: kubectl apply -k takes every file`, async () => {
    const { resources } = await readKustomization(join(EXAMPLES, folder));
    const files = (await readdir(join(EXAMPLES, folder))).filter(file => file !== 'kustomization.yaml');
    assert.deepEqual([...resources].sort(), files.sort());
  });

  test(`examples/${folder}: each StatefulSet has the Service and the ConfigMaps that it refers to`, async () => {
    const { sets, services } = await readExample(folder);
    assert.ok(sets.length > 0);
    for (const { spec } of sets) {
      assert.ok(spec !== undefined);
      const labels = spec.template.metadata?.labels;
      assert.deepEqual(spec.selector.matchLabels, labels);
      const service = services.find(({ metadata: { name } = {} }) => name === spec.serviceName);
      assert.deepEqual(service?.spec?.selector, labels);
      assert.equal(service?.spec?.clusterIP, 'None');
    }
  });

  test(`examples/${folder}: every pod gets what it asks for, and all of it is there`, async () => {
    const { sets, objects } = await readExample(folder);
    const present = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    for (const set of sets as unknown as StatefulSetObject[]) {
      const request = { ...podRequest(set), resource: STATEFULSETS };
      const { outcome, reason } = validate(request);
      assert.deepEqual([outcome, reason], ['allow', 'valid']);
      for (const ordinal of listOrdinals(set)) {
        const pod = makePod(set, ordinal) as unknown as RawPod;
        const found = {
          ...set,
          metadata: { ...set.metadata, uid: '', annotations: set.metadata.annotations ?? {} },
        };
        const decision = await admit(podRequest(pod), async () => found);
        assert.equal(decision.outcome, 'mount');
        const patched = applyIndependently(pod, decision.outcome === 'mount' ? decision.operations : []);
        for (const reference of listReferences(patched)) assert.ok(present.includes(reference), reference);
      }
    }
  });
}

const STATEFULSETS = { group: 'apps', version: 'v1', resource: 'statefulsets' };

/** Each ConfigMap and Secret that a pod names, as `Kind name`. */
function listReferences(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const name = part === null || typeof part !== 'object' ? undefined : (part.secretName ?? part.name);
    if (/^configMap(Ref|KeyRef)?$/.test(key)) return [`ConfigMap ${name}`];
    if (/^secret(Ref|KeyRef)?$/.test(key)) return [`Secret ${name}`];
    return listReferences(part);
  });
}
