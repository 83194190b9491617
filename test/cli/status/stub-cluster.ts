import { issueServingCertificate } from '../../../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../../../src/certificates/make-authority.ts';
import { validFor } from '../../../src/certificates/validity.ts';
import { GUARDS } from '../../../src/status/guard/guard-facts.ts';
import type { LivePod, LiveStatefulSet } from '../../../src/status/live-objects.ts';
import type { StubApiServer, StubObject } from '../../cluster/stub-api-server.ts';
import { GUARD } from '../../status/guard/guards.ts';
import { makeLivePod } from '../../status/web.ts';

const NAME = 'per-pod-config';

/** Puts the webhook into the stub as the base installs it, its Secret and the namespace `prod`. */
export async function addWebhook({ objects }: StubApiServer, failurePolicy = 'Fail'): Promise<void> {
  const validity = validFor(new Date(), 365.5);
  const authority = await makeAuthority({ commonName: 'test', ...validity });
  const names = [`${NAME}.${NAME}.svc`];
  const { certificate, privateKey } = await issueServingCertificate(authority, { names, ...validity });
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const here = { name: NAME, namespace: NAME };
  const caBundle = encode(authority.certificate);
  for (const [kind, webhook, policy] of [
    ['MutatingWebhookConfiguration', 'pods', failurePolicy],
    ['ValidatingWebhookConfiguration', 'statefulsets', 'Ignore'],
  ] as const) {
    const namespaceSelector = {
      matchExpressions: [{ key: NAME, operator: 'NotIn', values: ['disabled'] }],
    };
    const clientConfig = { service: here, caBundle };
    const webhooks = [
      { name: `${webhook}.per-pod-config.svc`, failurePolicy: policy, clientConfig, namespaceSelector },
    ];
    objects.push({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: NAME }, webhooks });
  }
  objects.push(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: here,
      spec: { replicas: 2 },
      status: { readyReplicas: 2 },
    },
    makeSlice(here, [{ addresses: ['10.0.0.1'] }, { addresses: ['10.0.0.2'] }]),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'per-pod-config-tls', namespace: NAME },
      data: { 'tls.crt': encode(certificate), 'tls.key': encode(privateKey) },
    },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod', labels: {} } },
  );
}

/** Puts the component guard into the stub. */
export function addGuard({ objects }: Pick<StubApiServer, 'objects'>): void {
  for (const place of ['template', 'StatefulSet'] as const) {
    const { policy, binding } = GUARD[place];
    const common = { apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name: GUARDS[place] } };
    objects.push(
      { ...common, kind: 'ValidatingAdmissionPolicy', ...policy },
      { ...common, kind: 'ValidatingAdmissionPolicyBinding', ...binding },
    );
  }
}

/** Puts a StatefulSet, its pods of these ordinals and a ConfigMap `node-N` for each of them into the stub. */
export async function addSet(
  { objects }: StubApiServer,
  set: LiveStatefulSet,
  ordinals: readonly number[],
): Promise<void> {
  objects.push({ ...set, kind: 'StatefulSet' } as StubObject);
  for (const ordinal of ordinals) {
    addPod({ objects }, await makeLivePod(set, ordinal));
    objects.push(makeConfigMap(set.metadata.namespace, `node-${ordinal}`));
  }
}

/** Where a Service leads. */
export function makeSlice(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  endpoints: readonly object[],
): StubObject {
  const labels = { 'kubernetes.io/service-name': name };
  const metadata = { name: `${name}-x1`, namespace, labels };
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, endpoints };
}

export function addPod({ objects }: Pick<StubApiServer, 'objects'>, pod: LivePod): void {
  objects.push({ ...pod, apiVersion: 'v1', kind: 'Pod' } as StubObject);
}

export function makeConfigMap(namespace: string, name: string): StubObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { conf: name } };
}
