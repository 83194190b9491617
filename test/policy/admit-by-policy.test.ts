import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { type ExportRequest, exportSet } from '../../src/policy/export-set.ts';
import { roundTrip } from '../api-round-trip.ts';
import type { RawPod } from '../apply-independently.ts';
import { admitByPolicy } from './admit-by-policy.ts';
import { readFixture } from './read-fixture.ts';

const FIXTURES = readdirSync(new URL('../fixtures/policies', import.meta.url)).map(file =>
  file.replace('.yaml', ''),
);

function exportAll(request: ExportRequest): readonly object[] {
  const exported = exportSet(request);
  assert.ok('objects' in exported, JSON.stringify(exported));
  return exported.objects;
}

/** The pod as the webhook makes it, or the message of its denial. */
async function admitByWebhook(
  set: StatefulSetObject,
  namespace: string,
  pod: object,
): Promise<object | string> {
  const object = structuredClone(pod);
  const resource = { group: '', version: 'v1', resource: 'pods' };
  const request = { uid: '', operation: 'CREATE', resource, namespace, object };
  const decision = await admit(request, async () => ({
    metadata: { uid: '', annotations: set.metadata.annotations ?? {} },
    spec: set.spec,
  }));
  return decision.outcome === 'deny' ? decision.message : roundTrip(object as RawPod);
}

const makeFrom = (set: StatefulSetObject, ordinal: number) =>
  roundTrip(JSON.parse(JSON.stringify(makePod(set, ordinal)))) as unknown as ReturnType<typeof makePod>;
const paramsOf = ({ metadata, spec }: StatefulSetObject) => ({ metadata: { uid: '', ...metadata }, spec });

describe('the pod that the policies make', () => {
  for (const name of FIXTURES) {
    for (const ordinal of [0, 1, 12]) {
      it(`${name}, ordinal ${ordinal}, is the one that the webhook makes, and a second run changes nothing`, async () => {
        const request = readFixture(name);
        const { set, namespace } = request;
        const pod = makeFrom(set, ordinal);
        const made = admitByPolicy(exportAll(request), pod, paramsOf(set));
        assert.deepEqual(made, await admitByWebhook(set, namespace, pod));
        assert.notDeepEqual(made, pod);
        assert.deepEqual(admitByPolicy(exportAll(request), made as object, paramsOf(set)), made);
      });
    }

    it(`${name}, has all for a sidecar that another webhook adds later`, async () => {
      const request = readFixture(name);
      const { set, namespace } = request;
      const made = admitByPolicy(exportAll(request), makeFrom(set, 1), paramsOf(set)) as ReturnType<
        typeof makePod
      >;
      const injected = {
        ...made,
        spec: { ...made.spec, containers: [...made.spec.containers, { name: 'istio-proxy' }] },
      };
      const again = admitByPolicy(exportAll(request), injected, paramsOf(set));
      assert.deepEqual(again, await admitByWebhook(set, namespace, injected));
    });
  }
});

interface Situation {
  readonly annotation: string;
  readonly spec?: object;
  readonly labels?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly policy: RegExp;
}

const mount = (mountPath: string, name = 'v') => ({ volumeMounts: [{ name, mountPath }] });

const DENIED: Readonly<Record<string, Situation>> = {
  'a mount at the same path, written in another way': {
    annotation: '/a/b',
    spec: { containers: [{ name: 'a', ...mount('//a/./b/') }], volumes: [{ name: 'v', emptyDir: {} }] },
    policy: /container a has something else at \/a\/b/,
  },
  'a device at the same path': {
    annotation: '/a',
    spec: { containers: [{ name: 'a', volumeDevices: [{ name: 'v', devicePath: '/a' }] }] },
    policy: /something else at \/a/,
  },
  'a volume with our name': {
    annotation: '/a',
    spec: { volumes: [{ name: 'per-pod-config-0', configMap: { name: 'node-1', optional: true } }] },
    policy: /volume per-pod-config-0 of the pod is in the way: /,
  },
  'a volume to replace that may hold data': {
    annotation: 'volumes: [{name: v, configMap: a}]',
    spec: { volumes: [{ name: 'v', hostPath: { path: '/' } }] },
    policy: /volume v of the pod is in the way, since it may hold data/,
  },
  'an emptyDir to replace that an init container fills': {
    annotation: 'volumes: [{name: v, configMap: a}]',
    spec: { initContainers: [{ name: 'i', ...mount('/v') }], volumes: [{ name: 'v', emptyDir: {} }] },
    policy: /volume v of the pod is in the way/,
  },
  'an emptyDir to replace that variables are read from': {
    annotation: 'volumes: [{name: v, configMap: a}]',
    spec: {
      containers: [{ name: 'a', env: [{ name: 'E', valueFrom: { fileKeyRef: { volumeName: 'v' } } }] }],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
    policy: /volume v of the pod is in the way/,
  },
  'a token to replace': {
    annotation: 'volumes: [{name: v, configMap: a}]',
    spec: { volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'a' } }] } }] },
    policy: /volume v of the pod is in the way/,
  },
  'a volume to replace that is not there': {
    annotation: 'volumes: [{name: v, configMap: a}]',
    policy: /volumes\[0\]: the pod has no volume v to replace/,
  },
  'a variable that a container defines otherwise': {
    annotation: 'env: [{name: A, value: x}]',
    spec: { containers: [{ name: 'a', env: [{ name: 'A', value: 'y' }] }] },
    policy: /container a defines variable A itself/,
  },
  'a variable from elsewhere': {
    annotation: 'env: [{name: A, value: ""}]',
    spec: { containers: [{ name: 'a', env: [{ name: 'A', valueFrom: { fieldRef: {} } }] }] },
    policy: /container a defines variable A itself/,
  },
  'containers that are not there': {
    annotation: 'env: [{name: A, value: x, containers: [b, c]}]',
    policy: /env\[0\]: the pod has none of the containers/,
  },
  'a name that no object can have': {
    annotation: 'volumes: [{mountPath: /a, configMap: $(labels.site)}]',
    labels: { site: 'A_b' },
    policy: /volumes\[0\]\.configMap: expected the name of an object, got A_b/,
  },
  'another label of the index': {
    annotation: '/a',
    labels: { 'apps.kubernetes.io/pod-index': '7' },
    policy: /label apps.kubernetes.io\/pod-index is not the ordinal/,
  },
};

describe('what the webhook denies, the policies deny:', () => {
  for (const [title, { annotation, spec, labels, policy }] of Object.entries(DENIED)) {
    it(title, async () => {
      const { set, pod, objects } = prepare(annotation, spec);
      Object.assign(pod.metadata.labels, labels);
      assert.equal(typeof (await admitByWebhook(set, 'prod', pod)), 'string');
      assert.match(String(admitByPolicy(objects, pod)), policy);
    });
  }

  it('a pod beyond the replicas', async () => {
    const { set, pod, objects } = prepare('env: [{name: A, value: $(replicas)}]', {}, 9);
    assert.equal(typeof (await admitByWebhook(set, 'prod', pod)), 'string');
    assert.match(String(admitByPolicy(objects, pod, paramsOf(set))), /not among the replicas/);
  });

  it('a pod of another StatefulSet than the one that the API server knows by this name, annotated or not', () => {
    const { set, pod, objects } = prepare('env: [{name: A, value: $(replicas)}]');
    const former = { metadata: { name: 'web', uid: 'former' }, spec: set.spec };
    assert.match(
      String(admitByPolicy(objects, pod, former)),
      /copy of StatefulSet web is that of a former one/,
    );
    const request = readFixture('peers');
    const bare = { metadata: { name: 'zoo', uid: 'former' }, spec: request.set.spec };
    const denial = admitByPolicy(exportAll(request), makeFrom(request.set, 0), bare);
    assert.match(String(denial), /copy of StatefulSet zoo is that of a former one/);
  });

  it('a pod whose name has no ordinal', async () => {
    const { set, pod, objects } = prepare('/a');
    pod.metadata.name = 'web-01';
    assert.equal(typeof (await admitByWebhook(set, 'prod', pod)), 'string');
    assert.match(String(admitByPolicy(objects, pod)), /expected the pod to be named web-<ordinal>/);
  });
});

describe('the policies', () => {
  it('deny a pod with another annotation than the exported, unless its status says that others configured it', () => {
    const { pod, objects } = prepare('/a');
    const annotate = (annotations: object) => ({ ...pod, metadata: { ...pod.metadata, annotations } });
    const other = annotate({ 'per-pod-config': '/b' });
    assert.match(
      String(admitByPolicy(objects, other)),
      /not the one that was exported: export the policies again/,
    );
    const configured = annotate({
      'per-pod-config': '/b',
      'per-pod-config/status': '{"ordinal":1,"volumes":[]}',
    });
    assert.equal(admitByPolicy(objects, configured), configured);
  });

  it('leave pods that are not annotated, or belong to others, as they are', () => {
    const { pod, objects } = prepare('/a');
    const bare = { ...pod, metadata: { ...pod.metadata, annotations: {} } };
    assert.equal(admitByPolicy(objects, bare), bare);
    const others = [
      { kind: 'ReplicaSet' },
      { name: 'db' },
      { apiVersion: 'apps.kruise.io/v1beta1' },
      { controller: false },
    ];
    for (const change of others) {
      const [owner] = pod.metadata.ownerReferences;
      const other = { ...pod, metadata: { ...pod.metadata, ownerReferences: [{ ...owner, ...change }] } };
      assert.equal(admitByPolicy(objects, other), other);
    }
  });

  it('for the annotation of the StatefulSet configure and deny pods by their own, which wins', async () => {
    const { set, pod, objects } = prepare('/a', {}, 1, ['metadata', 'annotations', 'per-pod-config']);
    const params = {
      ...paramsOf(set),
      metadata: { uid: '', name: 'web', annotations: { 'per-pod-config': '/a' } },
    };
    const annotate = (text: string) => ({
      ...pod,
      metadata: { ...pod.metadata, annotations: { 'per-pod-config': text } },
    });
    for (const at of [params, paramsOf(set)]) {
      assert.deepEqual(
        admitByPolicy(objects, annotate('/a'), at),
        await admitByWebhook(set, 'prod', annotate('/a')),
      );
      assert.match(String(admitByPolicy(objects, annotate('/b'), at)), /not the one that was exported/);
    }
  });

  it('deny a pod if the mutating one is missing', () => {
    const { pod, objects } = prepare('/a');
    const idle = { spec: { ...(objects[0] as { spec: object }).spec, mutations: [] } };
    assert.match(
      String(admitByPolicy([idle, ...objects.slice(1)], pod)),
      /the pod was not configured: check/,
    );
  });

  it('let others change modes of a configured pod, but not what it shows', () => {
    const { pod, objects } = prepare(
      'volumes: [{mountPath: /a, configMap: {name: n, items: [{key: k, path: p}]}}]',
    );
    const made = JSON.stringify(admitByPolicy(objects, pod));
    const lenient = JSON.parse(made.replace('"defaultMode":420', '"defaultMode":256,"optional":true'));
    assert.deepEqual(admitByPolicy(objects, lenient), lenient);
    const changed = JSON.parse(made.replace('"key":"k"', '"key":"l"'));
    assert.match(String(admitByPolicy(objects, changed)), /volume per-pod-config-0 of the pod is in the way/);
  });
});

const ON_TEMPLATE = ['spec', 'template', 'metadata', 'annotations', 'per-pod-config'];

/** A StatefulSet with an annotation on its template, its pod, and the policies for it. */
function prepare(text: string, spec: object = {}, ordinal = 1, path: readonly string[] = ON_TEMPLATE) {
  const set = {
    apiVersion: 'apps/v1',
    metadata: { name: 'web' },
    spec: {
      replicas: 3,
      template: {
        metadata: { labels: { app: 'web' }, annotations: { 'per-pod-config': text } },
        spec: { containers: [{ name: 'a' }], ...spec },
      },
    },
  };
  const annotation = { text, path };
  const objects = exportAll({ set, namespace: 'prod', annotation, selector: {}, params: true });
  return { set, pod: makeFrom(set, ordinal), objects };
}
