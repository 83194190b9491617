import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { kubectl } from '../../e2e/kubectl.ts';
import { buildNeighbour } from '../build-neighbour.ts';
import type { Neighbour } from '../neighbour.ts';
import { applyOf, deleteOf, readManifests } from '../own-manifests.ts';
import { type RunningNeighbour, startNeighbour } from '../running-neighbour.ts';
import { makeLocalCertificates } from '../webhook-url.ts';

const MODULE = { module: 'k8s.io/autoscaler/vertical-pod-autoscaler', version: 'v1.8.1' };

export const VPA_ADMISSION: Neighbour = {
  ...MODULE,
  name: 'vpa-admission-controller',
  mainPackage: 'pkg/admission-controller',
};

export const VPA_UPDATER: Neighbour = { ...MODULE, name: 'vpa-updater', mainPackage: 'pkg/updater' };

const CONFIGURATION = ['mutatingwebhookconfiguration', 'vpa-webhook-config'];

/** The admission controller and the updater run while the tests of a file do. The tests recommend. */
export function useVerticalPodAutoscaler(): void {
  const running: RunningNeighbour[] = [];
  let [manifests, certificates] = ['', ''];
  before(async () => {
    const admission = await buildNeighbour(VPA_ADMISSION);
    const updater = await buildNeighbour(VPA_UPDATER);
    certificates = await makeLocalCertificates();
    manifests = await readManifests(join(admission.source, 'deploy'));
    await applyOf(manifests, ['CustomResourceDefinition']);
    running.push(await startAdmissionController(admission.binary, certificates));
    running.push(await startUpdater(updater.binary));
  });
  after(async () => {
    await kubectl(['delete', ...CONFIGURATION, '--ignore-not-found']);
    await Promise.all(running.map(program => program.stop()));
    await deleteOf(manifests, ['CustomResourceDefinition']);
    await rm(certificates, { recursive: true, force: true });
  });
}

/** It registers its webhook itself, after a while. */
function startAdmissionController(binary: string, certificates: string): Promise<RunningNeighbour> {
  return startNeighbour(binary, {
    args: [
      `--kubeconfig=${process.env['KUBECONFIG']}`,
      `--client-ca-file=${join(certificates, 'ca.crt')}`,
      `--tls-cert-file=${join(certificates, 'tls.crt')}`,
      `--tls-private-key=${join(certificates, 'tls.key')}`,
      '--address=127.0.0.1:18944',
      '--port=18000',
      '--register-by-url',
      '--webhook-address=https://127.0.0.1',
      '--webhook-port=18000',
    ],
    isReady: () => kubectl(['get', ...CONFIGURATION]),
  });
}

function startUpdater(binary: string): Promise<RunningNeighbour> {
  return startNeighbour(binary, {
    args: [
      `--kubeconfig=${process.env['KUBECONFIG']}`,
      '--address=127.0.0.1:18943',
      '--updater-interval=5s',
      '--v=4',
    ],
    isReady: log => assert.match(log, /./),
  });
}
