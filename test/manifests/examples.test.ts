import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { V1ConfigMap, V1Secret, V1Service, V1StatefulSet } from '@kubernetes/client-node';
import { admit } from '../../src/admission/admit.ts';
import { listOrdinals } from '../../src/admission/list-ordinals.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';
import { MANIFESTS, readKustomization, renderFiles } from './kustomization.ts';

const EXAMPLES = join(MANIFESTS, 'examples');
const folders = (await readdir(EXAMPLES)).filter(folder => folder !== 'helm-chart');

async function readExample(folder: string) {
  const objects = await renderFiles(join(EXAMPLES, folder));
  const of = <T>(kind: string) => objects.filter(object => object.kind === kind) as T[];
  return {
    sets: of<V1StatefulSet>('StatefulSet'),
    services: of<V1Service>('Service'),
    configMaps: of<V1ConfigMap>('ConfigMap'),
    objects,
  };
}

test('the case this project comes from is among the examples, with its four files', async () => {
  const { sets, configMaps } = await readExample('node-config');
  assert.deepEqual(
    configMaps.map(({ metadata, data = {} }) => [metadata?.name, Object.keys(data)]),
    [
      ['node-0', ['postgres.conf', 'httpSettings']],
      ['node-1', ['nodeid.dat', 'application.conf']],
    ],
  );
  const [set] = sets;
  assert.deepEqual([set?.metadata?.name, set?.spec?.replicas], ['web', 2]);
  assert.deepEqual(set?.metadata?.annotations, { 'per-pod-config': '/network/conf' });
  const podSpec = set?.spec?.template.spec;
  assert.equal(podSpec?.initContainers, undefined);
  assert.equal(podSpec?.volumes, undefined);
});

/** The example says what to do after scaling. */
const INHERENT = /^the annotation uses pods: scaling later/;

for (const folder of folders) {
  test(`examples/${folder}: kubectl apply -k takes every file`, async () => {
    const { resources } = await readKustomization(join(EXAMPLES, folder));
    const files = (await readdir(join(EXAMPLES, folder))).filter(file => file !== 'kustomization.yaml');
    assert.deepEqual([...resources].sort(), files.sort());
  });

  test(`examples/${folder}: each StatefulSet has the Service that it names, and the Service has its pods`, async () => {
    const { sets, services } = await readExample(folder);
    assert.ok(sets.length > 0);
    for (const { spec } of sets) {
      assert.ok(spec !== undefined);
      const labels = spec.template.metadata?.labels;
      assert.deepEqual(spec.selector.matchLabels, labels);
      const service = services.find(({ metadata: { name } = {} }) => name === spec.serviceName);
      assert.deepEqual(service?.spec?.selector, labels);
      assert.equal(service?.spec?.clusterIP, 'None');
    }
  });

  test(`examples/${folder}: every pod gets what it asks for, and all of it is there`, async () => {
    const { sets, objects } = await readExample(folder);
    for (const set of sets as unknown as StatefulSetObject[]) {
      for (const ordinal of listOrdinals(set)) {
        const pod = await configure(set, ordinal);
        for (const { object, keys, optional } of listReferences(pod)) {
          const found = objects.find(({ kind, metadata }) => `${kind} ${metadata.name}` === object);
          if (found === undefined) assert.ok(optional, object);
          else for (const key of keys) assert.ok(keysOf(found).includes(key), `${object} has ${key}`);
        }
      }
    }
  });

  test(`examples/${folder}: there is nothing to be warned of, but for a list of all pods, which some cannot do without`, async () => {
    for (const set of (await readExample(folder)).sets as unknown as StatefulSetObject[]) {
      const decision = validate({ ...podRequest(set), resource: STATEFULSETS });
      const { outcome, warnings } = { warnings: [], ...decision };
      assert.equal(outcome, 'allow');
      assert.deepEqual(
        warnings.filter(warning => !INHERENT.test(warning)),
        [],
      );
    }
  });

  test(`examples/${folder}: no pod has a right that it does not need, and none keeps anybody waiting`, async () => {
    for (const { spec } of (await readExample(folder)).sets) {
      const pod = spec?.template.spec;
      assert.equal(pod?.automountServiceAccountToken, false);
      assert.equal(pod?.securityContext?.runAsNonRoot, true);
      assert.deepEqual(pod?.securityContext?.seccompProfile, { type: 'RuntimeDefault' });
      assert.ok((pod?.terminationGracePeriodSeconds ?? 30) <= 5);
      for (const { image, imagePullPolicy, securityContext, resources } of pod?.containers ?? []) {
        assert.deepEqual([image, imagePullPolicy], ['docker.io/library/busybox:1', 'IfNotPresent']);
        assert.deepEqual(securityContext, UNPRIVILEGED);
        assert.ok(
          resources?.requests?.['memory'] !== undefined && resources.limits?.['memory'] !== undefined,
        );
      }
    }
  });
}

test('all examples can be applied into one namespace: no two have an object of one name', async () => {
  const examples = await Promise.all(folders.map(readExample));
  const names = examples.flatMap(({ objects }) =>
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  );
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

test('the Secrets of the examples say that they are none', async () => {
  const examples = await Promise.all(folders.map(readExample));
  const secrets = examples.flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'Secret'));
  assert.ok(secrets.length > 0);
  for (const { data, stringData = {} } of secrets as V1Secret[]) {
    assert.equal(data, undefined);
    for (const text of Object.values(stringData)) assert.match(text, /not a key: an example/);
  }
});

const STATEFULSETS = { group: 'apps', version: 'v1', resource: 'statefulsets' };

const UNPRIVILEGED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

async function configure(set: StatefulSetObject, ordinal: number): Promise<RawPod> {
  const pod = makePod(set, ordinal) as unknown as RawPod;
  const metadata = { ...set.metadata, uid: '', annotations: set.metadata.annotations ?? {} };
  const decision = await admit(podRequest(pod), async () => ({ ...set, metadata }));
  if (decision.outcome !== 'mount') assert.fail(JSON.stringify(decision));
  assert.ok(decision.operations.length > 0);
  return applyIndependently(pod, decision.operations);
}

function keysOf(object: object): string[] {
  const { data = {}, stringData = {} } = object as V1Secret;
  return Object.keys({ ...data, ...stringData });
}

interface Reference {
  /** `Kind name` */
  readonly object: string;
  readonly keys: readonly string[];
  readonly optional: boolean;
}

/** Each ConfigMap and Secret that a pod refers to. */
function listReferences(value: unknown): Reference[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (/^configMap(Ref|KeyRef)?$/.test(key)) return [toReference('ConfigMap', part)];
    if (/^secret(Ref|KeyRef)?$/.test(key)) return [toReference('Secret', part)];
    return listReferences(part);
  });
}

interface RawReference {
  readonly name?: string;
  readonly secretName?: string;
  readonly key?: string;
  readonly items?: readonly { readonly key: string }[];
  readonly optional?: boolean;
}

function toReference(kind: string, part: RawReference): Reference {
  const { name, secretName, key, items = [], optional = false } = part;
  const keys = [...items.map(item => item.key), ...(key === undefined ? [] : [key])];
  return { object: `${kind} ${secretName ?? name}`, keys, optional };
}
