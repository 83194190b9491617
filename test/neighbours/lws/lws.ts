import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { buildNeighbour } from '../build-neighbour.ts';
import type { Neighbour } from '../neighbour.ts';
import { applyOf, deleteOf, KINDS, renderFolder } from '../own-manifests.ts';
import { type RunningNeighbour, startNeighbour } from '../running-neighbour.ts';
import { makeLocalCertificates, pointToPort } from '../webhook-url.ts';

export const LWS: Neighbour = {
  name: 'lws',
  module: 'sigs.k8s.io/lws',
  version: 'v0.8.0',
  mainPackage: 'cmd',
};

const HEALTH = '127.0.0.1:18081';
const PORT = 19443;

/** LeaderWorkerSet's manager runs while the tests of a file do. */
export function useLeaderWorkerSet(): void {
  let running: RunningNeighbour | undefined;
  let [manifests, certificates] = ['', ''];
  before(async () => {
    const { binary, source } = await buildNeighbour(LWS);
    certificates = await makeLocalCertificates();
    manifests = await pointToPort(await renderFolder(join(source, 'config/default')), PORT, certificates);
    await deleteOf(manifests, KINDS);
    await applyOf(manifests, ['Namespace', 'CustomResourceDefinition']);
    running = await startManager(binary, certificates);
    await applyOf(manifests, ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']);
  });
  after(async () => {
    await deleteOf(manifests, KINDS);
    await running?.stop();
    await rm(certificates, { recursive: true, force: true });
  });
}

async function startManager(binary: string, certificates: string): Promise<RunningNeighbour> {
  return startNeighbour(binary, {
    args: [
      '--leader-elect=false',
      '--metrics-bind-address=0',
      `--health-probe-bind-address=${HEALTH}`,
      '--config=config.yaml',
    ],
    files: {
      'config.yaml': JSON.stringify({
        apiVersion: 'config.lws.x-k8s.io/v1alpha1',
        kind: 'Configuration',
        internalCertManagement: { enable: false },
        webhook: { port: PORT, host: '127.0.0.1', certDir: certificates },
      }),
    },
    isReady: async log => {
      const { ok, status } = await fetch(`http://${HEALTH}/readyz`);
      if (!ok || !log.includes('Serving webhook server')) throw new Error(`its readiness is ${status}`);
    },
  });
}
