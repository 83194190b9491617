import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { buildNeighbour } from '../build-neighbour.ts';
import type { Neighbour } from '../neighbour.ts';
import { applyOf, deleteOf, readManifests } from '../own-manifests.ts';
import { type RunningNeighbour, startNeighbour } from '../running-neighbour.ts';

export const CERT_MANAGER: Neighbour = {
  name: 'cert-manager',
  module: 'github.com/cert-manager/cert-manager',
  version: 'v1.21.2',
  main: new URL('main.go', import.meta.url),
};

/** cert-manager's controllers and cainjector run while the tests of a file do. */
export function useCertManager(): void {
  let running: RunningNeighbour | undefined;
  let manifests: string;
  before(async () => {
    const { binary, source } = await buildNeighbour(CERT_MANAGER);
    manifests = await readManifests(join(source, 'deploy/crds'));
    await applyOf(manifests, ['CustomResourceDefinition']);
    running = await startNeighbour(binary, { isReady: log => assert.match(log, /Starting workers/) });
  });
  after(async () => {
    await running?.stop();
    await deleteOf(manifests, ['CustomResourceDefinition']);
  });
}
