import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type {
  V1ClusterRole,
  V1Deployment,
  V1MutatingWebhookConfiguration,
  V1Role,
} from '@kubernetes/client-node';
import { only, parseServeFlags } from '../installation.ts';
import type { KubernetesObject } from '../kustomization.ts';
import { buildWith, missing, type Objects } from '../kustomize.ts';

describe('the component cert-manager', () => {
  let objects: Objects;
  before(async () => {
    if (!missing) objects = await buildWith('cert-manager');
  });
  const find = <T>(kind: string, name = 'per-pod-config') => objects[`${kind} ${name}`] as T;

  it('has the webhook serve with the files of the Secret that cert-manager writes', t => {
    if (missing) return t.skip(missing);
    const { secretName } = find<Certificate>('Certificate').spec;
    const podSpec = find<V1Deployment>('Deployment').spec?.template.spec;
    const [container] = podSpec?.containers ?? [];
    const { name, secret } = only(podSpec?.volumes);
    const mount = only(container?.volumeMounts);
    assert.deepEqual([mount.name, mount.readOnly, secret?.secretName], [name, true, secretName]);
    const flags = parseServeFlags(container?.args ?? []);
    const paths = secret?.items?.map(({ path }) => `${mount.mountPath}/${path}`);
    assert.deepEqual(paths, [flags['tlsCertFile'], flags['tlsPrivateKeyFile']]);
    assert.deepEqual(
      secret?.items?.map(({ key }) => key),
      ['tls.crt', 'tls.key'],
    );
    assert.equal(secret?.defaultMode, 0o440);
    assert.equal(podSpec?.securityContext?.fsGroup, podSpec?.securityContext?.runAsGroup);
  });

  it('shares no Secret with an installation that manages its certificates itself', async t => {
    if (missing) return t.skip(missing);
    const [own] = ((await buildWith())['Role per-pod-config'] as V1Role).rules ?? [];
    const names = Object.values(objects)
      .filter(({ kind }) => kind === 'Certificate')
      .map(certificate => (certificate as unknown as Certificate).spec.secretName);
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.ok(!own?.resourceNames?.includes(name), name);
  });

  it('has a certificate for the name that the API server calls, of an authority of its own', t => {
    if (missing) return t.skip(missing);
    const webhooks = find<V1MutatingWebhookConfiguration>('MutatingWebhookConfiguration').webhooks;
    const service = webhooks?.[0]?.clientConfig.service;
    const { dnsNames, issuerRef } = find<Certificate>('Certificate').spec;
    assert.deepEqual(dnsNames, [`${service?.name}.${service?.namespace}.svc`]);
    const authority = find<Certificate>('Certificate', 'per-pod-config-authority').spec;
    assert.equal(authority.isCA, true);
    assert.deepEqual(find<Issuer>('Issuer', issuerRef.name).spec, {
      ca: { secretName: authority.secretName },
    });
    assert.deepEqual(find<Issuer>('Issuer', authority.issuerRef.name).spec, { selfSigned: {} });
  });

  it('leaves caBundle to cert-manager, and the webhook without any right but to read StatefulSets', t => {
    if (missing) return t.skip(missing);
    for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
      const { metadata } = find<KubernetesObject>(kind);
      assert.deepEqual(metadata.annotations, {
        'cert-manager.io/inject-ca-from': 'per-pod-config/per-pod-config',
      });
    }
    assert.deepEqual(
      find<V1ClusterRole>('ClusterRole').rules?.map(({ resources }) => resources),
      [['statefulsets']],
    );
    assert.deepEqual(find<V1Role>('Role').rules, []);
  });

  it('is the installation in everything else', async t => {
    if (missing) return t.skip(missing);
    const base = await buildWith();
    const changed = /^(Certificate|Issuer|Deployment|ClusterRole|Role|.*Configuration) /;
    const rest = (all: Objects) => Object.entries(all).filter(([key]) => !changed.test(key));
    assert.deepEqual(new Map(rest(objects)), new Map(rest(base)));
  });
});

interface Certificate {
  readonly spec: {
    readonly secretName: string;
    readonly dnsNames?: readonly string[];
    readonly isCA?: boolean;
    readonly issuerRef: { readonly name: string };
  };
}

interface Issuer {
  readonly spec: object;
}
