import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { before, describe, it, test } from 'node:test';
import { promisify } from 'node:util';
import type {
  V1ClusterRole,
  V1ConfigMap,
  V1Deployment,
  V1MutatingWebhookConfiguration,
  V1Role,
} from '@kubernetes/client-node';
import { NAME, only, parseServeFlags } from './installation.ts';
import {
  type KubernetesObject,
  MANIFESTS,
  parseObjects,
  readKustomization,
  renderFiles,
} from './kustomization.ts';

const run = promisify(execFile);
const KUBECTL = process.env['KUBECTL'] ?? 'kubectl';

let missing: string | false = false;
before(async () => {
  missing = await run(KUBECTL, ['version', '--client']).then(
    () => false,
    error => `kubectl could not be run (${error.message}): put it on PATH, or name it in KUBECTL`,
  );
  // Who names a kubectl wants it used.
  if (missing !== false && process.env['KUBECTL'] !== undefined) throw new Error(missing);
});

/** A warning is a field that will be gone in some release of kustomize. */
async function kustomize(folder: string): Promise<KubernetesObject[]> {
  const { stdout, stderr } = await run(KUBECTL, ['kustomize', folder]);
  assert.equal(stderr, '', `kustomize of ${folder} warns`);
  return parseObjects(stdout);
}

/** Versions of kustomize put the objects into different orders. */
function byKindAndName(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  return Object.fromEntries(objects.map(object => [`${object.kind} ${object.metadata.name}`, object]));
}

test('the installation is the base, every file of it, one object a file', async () => {
  assert.deepEqual((await readKustomization(MANIFESTS)).resources, ['base']);
  const base = join(MANIFESTS, 'base');
  const { resources } = await readKustomization(base);
  const files = (await readdir(base)).filter(file => file !== 'kustomization.yaml');
  assert.deepEqual([...resources].sort(), files.sort());
  const objects = await renderFiles(MANIFESTS);
  assert.deepEqual(
    objects.map(({ kind, metadata }) => `${kind.toLowerCase()}${metadata.name.replace(NAME, '')}.yaml`),
    resources,
  );
});

const examples = (await readdir(join(MANIFESTS, 'examples')))
  .filter(folder => folder !== 'helm-chart')
  .map(folder => join('examples', folder));

for (const folder of ['.', 'base', ...examples]) {
  test(`kubectl kustomize makes of manifests/${folder} what its files say`, async t => {
    if (missing) return t.skip(missing);
    const path = join(MANIFESTS, folder);
    assert.deepEqual(byKindAndName(await kustomize(path)), byKindAndName(await renderFiles(path)));
  });
}

const folders = (await readdir(MANIFESTS, { recursive: true }))
  .filter(file => basename(file) === 'kustomization.yaml')
  .map(dirname);

for (const folder of folders) {
  test(`kubectl kustomize warns of nothing in manifests/${folder}`, async t => {
    if (missing) return t.skip(missing);
    assert.equal((await run(KUBECTL, ['kustomize', join(MANIFESTS, folder)])).stderr, '');
  });
}

test('the opt-in overlay changes one condition of each webhook: only labelled namespaces', async t => {
  if (missing) return t.skip(missing);
  const overlay = byKindAndName(await kustomize(join(MANIFESTS, 'overlays/opt-in')));
  const expected = byKindAndName(await renderFiles(MANIFESTS));
  for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
    const { webhooks } = expected[`${kind} per-pod-config`] as V1MutatingWebhookConfiguration;
    const conditions = webhooks?.[0]?.namespaceSelector?.matchExpressions;
    conditions?.splice(1, 1, { key: 'per-pod-config', operator: 'In', values: ['enabled'] });
  }
  assert.deepEqual(overlay, expected);
});

test('what watches the webhook is its files, and the dashboard in a ConfigMap without a hash in its name', async t => {
  if (missing) return t.skip(missing);
  const folder = join(MANIFESTS, 'observability');
  const { 'ConfigMap per-pod-config-dashboard': dashboard, ...rest } = byKindAndName(await kustomize(folder));
  const { resources } = await readKustomization(folder);
  const files = await Promise.all(resources.map(file => readFile(join(folder, file), 'utf8')));
  assert.deepEqual(rest, byKindAndName(files.flatMap(parseObjects)));
  const { metadata, data } = dashboard as V1ConfigMap;
  assert.deepEqual([metadata?.namespace, metadata?.labels?.['grafana_dashboard']], ['per-pod-config', '1']);
  assert.deepEqual(data, { 'per-pod-config.json': await readFile(join(folder, 'dashboard.json'), 'utf8') });
});

describe('the cert-manager overlay', () => {
  let overlay: Record<string, KubernetesObject>;
  before(async () => {
    if (!missing) overlay = byKindAndName(await kustomize(join(MANIFESTS, 'overlays/cert-manager')));
  });
  const find = <T>(kind: string, name = 'per-pod-config') => overlay[`${kind} ${name}`] as T;

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
    const [own] = (byKindAndName(await renderFiles(MANIFESTS))['Role per-pod-config'] as V1Role).rules ?? [];
    const names = Object.values(overlay)
      .filter(({ kind }) => kind === 'Certificate')
      .map(certificate => (certificate as unknown as Certificate).spec.secretName);
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.ok(!own?.resourceNames?.includes(name), name);
  });

  it('has a certificate for the name that the API server calls, of an authority of its own', t => {
    if (missing) return t.skip(missing);
    const webhooks = find<V1MutatingWebhookConfiguration>('MutatingWebhookConfiguration').webhooks;
    const service = only(webhooks).clientConfig.service;
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
    const base = byKindAndName(await renderFiles(MANIFESTS));
    const changed = /^(Certificate|Issuer|Deployment|ClusterRole|Role|.*Configuration) /;
    const rest = (objects: typeof base) => Object.entries(objects).filter(([key]) => !changed.test(key));
    assert.deepEqual(new Map(rest(overlay)), new Map(rest(base)));
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
