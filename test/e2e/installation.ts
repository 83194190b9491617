import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { V1Pod, V1PodList, V1Secret } from '@kubernetes/client-node';
import { kubectl, read } from './kubectl.ts';
import { until } from './until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that the manifests install has this name, and so has its namespace. */
export const NAME = 'per-pod-config';

/** Where the replicas share their certificates. */
export const SECRET = 'per-pod-config-tls';

/** Where cert-manager keeps what it issues, in its overlay. */
export const OVERLAY_SECRET = 'per-pod-config-cert-manager';

export const WEBHOOK_KINDS = ['mutatingwebhookconfiguration', 'validatingwebhookconfiguration'];

/** Makes the certificates as an admin would, with the program itself. */
export async function makeCertificates(directory: string, host = `${NAME}.${NAME}.svc`): Promise<void> {
  const main = join(ROOT, 'src/main.ts');
  await promisify(execFile)(process.execPath, [main, 'certs', directory, '--dns', host]);
}

/** Applies the manifests. Applying them again must change nothing. */
export async function applyManifests(): Promise<void> {
  await kubectl(['apply', '-f', '-'], await renderManifests());
}

/** Replaces a webhook configuration by what the manifests have: caBundle is gone then. */
export async function replaceConfiguration(kind: string): Promise<void> {
  const isIt = new RegExp(`^kind: ${kind}$`, 'im');
  const [configuration] = (await renderManifests()).split(/^---$/m).filter(text => isIt.test(text));
  await kubectl(['replace', '-f', '-'], configuration);
}

/**
 * Has the webhook serve with the files of the overlay's Secret, which are first those that it serves with itself; without
 * cert-manager.
 */
export async function serveWithFiles(): Promise<void> {
  const { data, type } = await read<V1Secret>(NAME, 'secret', SECRET);
  const metadata = { name: OVERLAY_SECRET, namespace: NAME };
  await kubectl(
    ['apply', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata, type, data }),
  );
  const [deployment] = (await renderOverlay()).filter(text => /^kind: Deployment$/m.test(text));
  await kubectl(['apply', '-f', '-'], deployment);
  await waitForWebhook();
}

/** Applies the overlay cert-manager to a cluster that has no such kinds as Certificate. */
export async function applyOverlay(): Promise<void> {
  const known = (await renderOverlay()).filter(text => !/^apiVersion: cert-manager.io/m.test(text));
  await kubectl(['apply', '-f', '-'], known.join('---\n'));
  await waitForWebhook();
}

async function renderOverlay(): Promise<string[]> {
  return (await kubectl(['kustomize', join(ROOT, 'manifests/overlays/cert-manager')])).split(/^---$/m);
}

/** Lets the webhook manage certificates with other lifetimes, until the manifests are applied again. */
export async function setLifetimes(seconds: { readonly ca: number; readonly cert: number }): Promise<void> {
  const flags = Object.entries(seconds).map(
    ([name, value]) => `--${name}-days=${(value / 86_400).toFixed(9)}`,
  );
  const patch = flags.map(value => ({ op: 'add', path: '/spec/template/spec/containers/0/args/-', value }));
  await kubectl(['patch', 'deployment', NAME, '-n', NAME, '--type=json', '-p', JSON.stringify(patch)]);
  await waitForWebhook();
}

/** Takes everything away again, by the commands in the README. */
export async function uninstall(): Promise<void> {
  await kubectl(['delete', CLUSTER_SCOPED, '-l', `app.kubernetes.io/part-of=${NAME}`]);
  await kubectl(['delete', 'namespace', NAME, '--ignore-not-found']);
}

const CLUSTER_SCOPED =
  'mutatingwebhookconfigurations,validatingwebhookconfigurations,validatingadmissionpolicybindings,' +
  'validatingadmissionpolicies,clusterrolebindings,clusterroles';

/** Replaces all that a Secret holds, as it comes the one that the replicas share. */
export async function replaceCertificates(directory: string, name = SECRET): Promise<void> {
  const options = ['-n', NAME, `--from-file=${directory}`, '--dry-run=client', '-o', 'yaml'];
  const secret = await kubectl(['create', 'secret', 'generic', name, ...options]);
  await kubectl(['replace', '-f', '-'], secret);
}

/** Tells the API server which authorities to trust: those in the given ca.crt files. */
export async function patchCaBundle(...directories: string[]): Promise<void> {
  const authorities = await Promise.all(directories.map(directory => readFile(join(directory, 'ca.crt'))));
  const value = Buffer.concat(authorities).toString('base64');
  const patch = JSON.stringify(
    [0, 1].map(index => ({ op: 'add', path: `/webhooks/${index}/clientConfig/caBundle`, value })),
  );
  for (const kind of WEBHOOK_KINDS) await kubectl(['patch', kind, NAME, '--type=json', '-p', patch]);
}

/**
 * Waits until the replicas are those that the Deployment wants, and the former ones are gone: until then these look after
 * the certificates, too, and as they were told.
 */
export async function waitForWebhook(): Promise<void> {
  await kubectl(['rollout', 'status', `deployment/${NAME}`, '-n', NAME, '--timeout=180s']);
  await until(
    'the former replicas are gone',
    async () => {
      const leaving = (await readWebhookPods()).filter(({ metadata }) => metadata?.deletionTimestamp);
      assert.deepEqual(
        leaving.map(({ metadata }) => metadata?.name),
        [],
      );
    },
    SECONDS_TO_LEAVE,
  );
}

/** To drain, and a minute: that often a kubelet that is busy removes containers that have ended, and the pod after them. */
const SECONDS_TO_LEAVE = 150;

/** The replicas, those that are still leaving too. */
export async function readWebhookPods(): Promise<readonly V1Pod[]> {
  const selector = ['-l', `app.kubernetes.io/name=${NAME}`];
  return (await read<V1PodList>(NAME, 'pods', ...selector)).items;
}

/** Has as many replicas, and waits until there are. */
export async function scaleWebhook(replicas: number): Promise<void> {
  await kubectl(['scale', `deployment/${NAME}`, '-n', NAME, `--replicas=${replicas}`]);
  await waitForWebhook();
}

/** What `kubectl apply -k manifests` applies. */
function renderManifests(): Promise<string> {
  return kubectl(['kustomize', join(ROOT, 'manifests')]);
}
