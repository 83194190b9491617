import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { V1ConfigMap, V1Service, V1StatefulSet } from '@kubernetes/client-node';
import { ANNOTATION_KEY, parseAnnotation } from '../../src/annotation/annotation.ts';
import { configurePod } from '../../src/annotation/pod-configuration.ts';
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
    const { sets, services, configMaps } = await readExample(folder);
    assert.ok(sets.length > 0);
    for (const { metadata, spec } of sets) {
      assert.ok(spec !== undefined);
      const labels = spec.template.metadata?.labels;
      assert.deepEqual(spec.selector.matchLabels, labels);
      const service = services.find(({ metadata: { name } = {} }) => name === spec.serviceName);
      assert.deepEqual(service?.spec?.selector, labels);
      assert.equal(service?.spec?.clusterIP, 'None');

      const annotation = parseAnnotation(metadata?.annotations?.[ANNOTATION_KEY] ?? '');
      for (let ordinal = 0; ordinal < (spec.replicas ?? 1); ordinal++) {
        for (const { configMap } of configurePod(annotation, ordinal).volumes) {
          assert.ok(
            configMaps.some(({ metadata: { name } = {} }) => name === configMap),
            configMap,
          );
        }
      }
    }
  });
}
