import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { V1Service } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { METRICS_PATH } from '../../../src/server/health-app.ts';
import { type Installation, NAME, only, readInstallation } from '../installation.ts';
import { type KubernetesObject, parseObjects, readKustomization } from '../kustomization.ts';
import { OBSERVABILITY, readDashboard } from './observability.ts';

let installation: Installation;
let objects: KubernetesObject[];
before(async () => {
  installation = await readInstallation();
  const { resources } = await readKustomization(OBSERVABILITY);
  const texts = await Promise.all(resources.map(file => readFile(join(OBSERVABILITY, file), 'utf8')));
  objects = texts.flatMap(parseObjects);
});
const find = <T>(kind: string) => only(objects.filter(object => object.kind === kind)) as T;

test('the kustomization takes every file, and all goes into the namespace of the installation', async () => {
  const { resources } = await readKustomization(OBSERVABILITY);
  const files = (await readdir(OBSERVABILITY)).filter(file => file !== 'kustomization.yaml');
  assert.deepEqual([...resources, 'dashboard.json'].sort(), files.sort());
  for (const { metadata } of objects) assert.equal(metadata.namespace, NAME);
});

test('nothing in it gives a right', () => {
  assert.deepEqual(
    objects.map(({ kind }) => kind),
    ['Service', 'ServiceMonitor', 'PrometheusRule'],
  );
});

test('the dashboard is a ConfigMap of one name, with the label that the sidecar of Grafana looks for', async () => {
  const text = await readFile(join(OBSERVABILITY, 'kustomization.yaml'), 'utf8');
  const { configMapGenerator, generatorOptions } = parse(text);
  assert.deepEqual(configMapGenerator, [
    { name: `${NAME}-dashboard`, namespace: NAME, files: [`${NAME}.json=dashboard.json`] },
  ]);
  assert.equal(generatorOptions.disableNameSuffixHash, true);
  assert.equal(generatorOptions.labels.grafana_dashboard, '1');
});

test('the Service of the metrics has all pods, those too that are not ready, and leads to /metrics', () => {
  const { spec } = find<V1Service>('Service');
  assert.deepEqual(spec?.selector, installation.service.spec?.selector);
  assert.deepEqual([spec?.clusterIP, spec?.publishNotReadyAddresses], ['None', true]);
  const port = only(spec?.ports);
  const target = installation.container.ports?.find(({ name }) => name === port.targetPort);
  assert.equal(target?.containerPort, installation.flags['healthPort']);
  const endpoint = only(find<ServiceMonitor>('ServiceMonitor').spec.endpoints);
  assert.deepEqual([endpoint.port, endpoint.path, endpoint.scheme], [port.name, METRICS_PATH, 'http']);
});

test('the ServiceMonitor selects that Service and not the one of the API server, and names the job', () => {
  const { selector, jobLabel } = find<ServiceMonitor>('ServiceMonitor').spec;
  const selects = ({ metadata }: { metadata?: { labels?: Record<string, string> } }) =>
    Object.entries(selector.matchLabels).every(([key, value]) => metadata?.labels?.[key] === value);
  const service = find<V1Service>('Service');
  assert.deepEqual([selects(service), selects(installation.service)], [true, false]);
  assert.equal(service.metadata?.labels?.[jobLabel], NAME);
});

test('panels of the dashboard are each in their own place, and say what they show', async () => {
  const { panels } = await readDashboard();
  const taken = new Set<string>();
  for (const { title, type, description, gridPos } of panels) {
    assert.ok(type === 'row' || description !== undefined, title);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        assert.ok(x < 24 && !taken.has(`${x} ${y}`), title);
        taken.add(`${x} ${y}`);
      }
    }
  }
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
});

test('the picture shows all panels', async () => {
  const picture = await readFile(new URL('../../../docs/dashboard.svg', import.meta.url), 'utf8');
  const titles = [...picture.matchAll(/<text[^>]* class="title">([^<]*)</g)].map(([, title]) => title);
  assert.deepEqual(
    titles,
    (await readDashboard()).panels.map(({ title }) => title),
  );
});

interface ServiceMonitor {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly jobLabel: string;
    readonly endpoints: readonly { readonly port: string; readonly path: string; readonly scheme: string }[];
  };
}
