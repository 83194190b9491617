import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificates, NAME } from './installation.ts';
import { apply, kubectl } from './kubectl.ts';
import { SUITE_LABEL } from './namespace.ts';

/** Also the key of the label, with the value `enabled`, of namespaces to whose pods it adds a sidecar. */
export const INJECTOR = 'sidecar-injector';

/** The API server calls webhooks in the order of these names: this one comes after ours. */
const CONFIGURATION = `${NAME}-e2e-${INJECTOR}`;

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Runs another webhook in a namespace, which adds a sidecar to pods of StatefulSets. */
export async function installInjector(namespace: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  await makeCertificates(directory, `${INJECTOR}.${namespace}.svc`);
  const from = ['-n', namespace, '--from-file'];
  await kubectl(['create', 'secret', 'generic', INJECTOR, ...from, directory]);
  await kubectl(['create', 'configmap', INJECTOR, ...from, path(`${INJECTOR}.ts`)]);
  await kubectl(['apply', '-n', namespace, '-f', path(`manifests/${INJECTOR}.yaml`)]);
  await kubectl(['rollout', 'status', `deployment/${INJECTOR}`, '-n', namespace, '--timeout=90s']);
  const caBundle = (await readFile(join(directory, 'ca.crt'))).toString('base64');
  await rm(directory, { recursive: true });
  await apply(namespace, makeConfiguration(namespace, caBundle));
}

export async function removeInjector(): Promise<void> {
  await kubectl(['delete', 'mutatingwebhookconfiguration', CONFIGURATION, '--ignore-not-found']);
}

function makeConfiguration(namespace: string, caBundle: string): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: CONFIGURATION, labels: { [SUITE_LABEL]: 'true' } },
    webhooks: [
      {
        name: 'sidecar.e2e.per-pod-config.svc',
        clientConfig: { service: { namespace, name: INJECTOR }, caBundle },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }],
        namespaceSelector: { matchLabels: { [INJECTOR]: 'enabled' } },
        objectSelector: {
          matchExpressions: [{ key: 'statefulset.kubernetes.io/pod-name', operator: 'Exists' }],
        },
        failurePolicy: 'Fail',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  };
}
