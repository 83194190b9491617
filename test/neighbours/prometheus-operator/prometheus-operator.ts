import { join } from 'node:path';
import { after, before } from 'node:test';
import { buildNeighbour } from '../build-neighbour.ts';
import type { Neighbour } from '../neighbour.ts';
import { applyOf, deleteOf, readManifests } from '../own-manifests.ts';

/** Its definitions alone: a Prometheus to configure would need an image. */
export const PROMETHEUS_OPERATOR: Neighbour = {
  name: 'prometheus-operator',
  module: 'github.com/prometheus-operator/prometheus-operator',
  version: 'v0.85.0',
};

const KINDS = ['CustomResourceDefinition'];

export function usePrometheusOperator(): void {
  let manifests: string;
  before(async () => {
    const { source } = await buildNeighbour(PROMETHEUS_OPERATOR);
    manifests = await readManifests(join(source, 'example/prometheus-operator-crd'));
    await applyOf(manifests, KINDS);
  });
  after(() => deleteOf(manifests, KINDS));
}
