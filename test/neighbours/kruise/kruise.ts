import { join } from 'node:path';
import { after, before } from 'node:test';
import { kubectl } from '../../e2e/kubectl.ts';
import { buildNeighbour } from '../build-neighbour.ts';
import type { Neighbour } from '../neighbour.ts';
import { applyOf, deleteOf, KINDS, renderFolder } from '../own-manifests.ts';
import { type RunningNeighbour, startNeighbour } from '../running-neighbour.ts';

export const KRUISE: Neighbour = {
  name: 'kruise',
  module: 'github.com/openkruise/kruise',
  version: 'v1.8.3',
  mainPackage: '.',
};

const HEALTH = '127.0.0.1:18000';

/** OpenKruise's manager runs while the tests of a file do. */
export function useKruise(): void {
  let running: RunningNeighbour | undefined;
  let manifests: string;
  before(async () => {
    const { binary, source } = await buildNeighbour(KRUISE);
    manifests = await renderFolder(join(source, 'config/default'));
    await deleteOf(manifests, KINDS);
    await applyOf(manifests, KINDS.toReversed());
    running = await startKruise(binary);
  });
  after(async () => {
    // The program must live until its objects are gone: it converts them.
    await deleteOf(manifests, KINDS);
    await running?.stop();
  });
}

/** It makes a certificate for its webhooks itself, and changes their configurations to the URL. */
function startKruise(binary: string): Promise<RunningNeighbour> {
  return startNeighbour(binary, {
    args: [
      '--enable-leader-election=false',
      '--enable-pprof=false',
      '--metrics-addr=0',
      `--health-probe-addr=${HEALTH}`,
    ],
    env: { WEBHOOK_HOST: '127.0.0.1', WEBHOOK_PORT: '19876', POD_NAMESPACE: 'kruise-system' },
    isReady: async () => {
      const { ok, status } = await fetch(`http://${HEALTH}/readyz`);
      if (!ok) throw new Error(`its readiness is ${status}`);
      await kubectl(['get', 'statefulsets.apps.kruise.io', '-A']);
    },
  });
}
