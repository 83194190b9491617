import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindVariables, needsWholeStatefulSet } from '../../src/admission/variables.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

const using = (expression: string) => parseAnnotation(`env: [{name: A, value: '$(${expression})'}]`);

describe('the whole StatefulSet is needed', () => {
  for (const expression of [
    'replicas',
    'peers[0]',
    'index',
    'ordinal + replicas',
    'ordinals[0]',
    'pods[0].name',
  ]) {
    it(`for ${expression}`, () => assert.ok(needsWholeStatefulSet(using(expression))));
  }
  for (const expression of [
    'ordinal',
    'pod',
    'set',
    'ns',
    'service',
    'labels["a"]',
    'annotations["a"]',
    'fqdn',
    'domain',
  ]) {
    it(`not for ${expression}`, () => assert.ok(!needsWholeStatefulSet(using(expression))));
  }
});

describe('what expressions can refer to', () => {
  const subject = {
    pod: { metadata: { name: 'web-7', labels: { a: 'b' } }, spec: { subdomain: 'svc', containers: [] } },
    owner: { apiVersion: 'apps/v1', name: 'web', uid: 'u' },
    namespace: 'prod',
  };

  it('is told by the pod and its set', () => {
    const spec = { replicas: 3, ordinals: { start: 5 } };
    assert.deepEqual(bindVariables(subject, 7, using('peers[0]'), spec), {
      ordinal: 7,
      index: 2,
      pod: 'web-7',
      set: 'web',
      ns: 'prod',
      service: 'svc',
      domain: 'cluster.local',
      fqdn: 'web-7.svc.prod.svc.cluster.local',
      replicas: 3,
      ordinals: [5, 6, 7],
      peers: ['web-5', 'web-6', 'web-7'],
      pods: [],
      labels: { a: 'b' },
      annotations: {},
    });
  });

  it('are peers only where they are used, and 4,096 at most', () => {
    const bind = (expression: string, replicas: number) =>
      bindVariables(subject, 7, using(expression), { replicas });
    assert.deepEqual(bind('ordinal', 9).peers, []);
    assert.equal(bind('ordinal', 4_097).replicas, 4_097);
    assert.equal(bind('peers[0]', 4_096).peers.at(-1), 'web-4095');
    assert.throws(() => bind('peers[0]', 4_097), { message: /at most 4096 replicas .* got 4097/ });
  });

  it('are ordinals and pods only where they are used, and 4,096 at most', () => {
    const bind = (expression: string, replicas: number) => {
      const { ordinals, pods } = bindVariables(subject, 7, using(expression), { replicas });
      return [ordinals.at(-1), pods.at(-1)];
    };
    assert.deepEqual(bind('ordinal', 4_097), [undefined, undefined]);
    assert.deepEqual(bind('ordinals[0]', 4_096), [4_095, undefined]);
    const fqdn = 'web-4095.svc.prod.svc.cluster.local';
    assert.deepEqual(bind('pods[0].name', 4_096), [4_095, { ordinal: 4_095, name: 'web-4095', fqdn }]);
    for (const [expression, name] of [
      ['ordinals[0]', 'ordinals'],
      ['pods[0].name', 'pods'],
      ['string(ordinals[0]) + pods[0].name', 'ordinals and pods'],
    ] as const) {
      assert.throws(() => bind(expression, 4_097), {
        message: `expected at most 4096 replicas where the annotation uses ${name}, got 4097`,
      });
    }
  });

  it("are names in the cluster's domain", () => {
    const annotation = using('fqdn + domain + pods[0].fqdn');
    const placed = { ...subject, clusterDomain: 'k8s.example' };
    const { fqdn, domain, pods } = bindVariables(placed, 7, annotation, { replicas: 8 });
    assert.equal(domain, 'k8s.example');
    assert.equal(fqdn, 'web-7.svc.prod.svc.k8s.example');
    assert.deepEqual(pods[7], { ordinal: 7, name: 'web-7', fqdn });
  });

  it('are annotations without ours, where they are used', () => {
    const annotations = {
      'per-pod-config': 'a',
      'per-pod-config/status': 'b',
      'per-pod-config.x/c': 'd',
      e: 'f',
    };
    const pod = { ...subject.pod, metadata: { ...subject.pod.metadata, annotations } };
    const bind = (expression: string) => bindVariables({ ...subject, pod }, 7, using(expression)).annotations;
    assert.deepEqual(bind('annotations["e"]'), { 'per-pod-config.x/c': 'd', e: 'f' });
    assert.deepEqual(bind('ordinal'), {});
  });

  it('are peers without those that OpenKruise reserves, and an index that has the same gaps', () => {
    const bind = (ordinal: number, spec: object) => {
      const { index, replicas, peers } = bindVariables(subject, ordinal, using('peers[index]'), spec);
      return [index, replicas, peers];
    };
    const three = ['web-0', 'web-2', 'web-3'];
    assert.deepEqual(bind(2, { replicas: 3, reserveOrdinals: [1, '4-5'] }), [2, 3, three]);
    assert.deepEqual(bind(3, { replicas: 3, reserveOrdinals: [1, '4-5'] }), [3, 3, three]);
    const started = { replicas: 2, ordinals: { start: 5 }, reserveOrdinals: [6, 1] };
    assert.deepEqual(bind(7, started), [2, 2, ['web-5', 'web-7']]);
    const far = { replicas: 2, reserveOrdinals: ['1-999999999'] };
    assert.deepEqual(bind(0, far), [0, 2, ['web-0', 'web-1000000000']]);
  });

  it('are ordinals and pods without those that OpenKruise reserves', () => {
    const spec = { replicas: 3, ordinals: { start: 1 }, reserveOrdinals: [2, '4-5'] };
    const annotation = using('string(ordinals[0]) + pods[0].name');
    const { ordinals, pods } = bindVariables(subject, 3, annotation, spec);
    assert.deepEqual(ordinals, [1, 3, 6]);
    assert.deepEqual(
      pods.map(({ ordinal, name }) => [ordinal, name]),
      [
        [1, 'web-1'],
        [3, 'web-3'],
        [6, 'web-6'],
      ],
    );
  });

  it('need no more than 4,096 reserved ordinals', () => {
    const bind = (expression: string, length: number) =>
      bindVariables(subject, 0, using(expression), { reserveOrdinals: Array.from({ length }, () => 1) });
    assert.deepEqual(bind('peers[0]', 4_096).peers, ['web-0']);
    assert.equal(bind('ordinal', 4_097).ordinal, 0);
    for (const [expression, name] of [
      ['peers[0]', 'peers'],
      ['index', 'index'],
      ['replicas', 'replicas'],
      ['ordinals[0]', 'ordinals'],
      ['pods[0].ordinal', 'pods'],
    ] as const) {
      assert.throws(() => bind(expression, 4_097), {
        message: `expected at most 4096 reserved ordinals where the annotation uses ${name}, got 4097`,
      });
    }
  });

  it('count from 0 where OpenKruise leaves the start alone', () => {
    const bind = (apiVersion: string, ordinal: number, start = 1) => {
      const spec = { replicas: 3, ordinals: { start } };
      const owner = { ...subject.owner, apiVersion };
      const annotation = using('peers[index] + string(ordinals[0])');
      const { index, peers, ordinals } = bindVariables({ ...subject, owner }, ordinal, annotation, spec);
      assert.equal(peers[0], `web-${ordinals[0]}`);
      return [index, peers[0]];
    };
    for (const ordinal of [0, 1, 2, 3]) {
      assert.deepEqual(bind('apps.kruise.io/v1beta1', ordinal), [ordinal, 'web-0']);
    }
    assert.deepEqual(bind('apps.kruise.io/v1beta1', 2, 3), [2, 'web-0']);
    assert.deepEqual(bind('apps.kruise.io/v1beta1', 3, 3), [0, 'web-3']);
    assert.deepEqual(bind('apps/v1', 1), [0, 'web-1']);
  });

  it('are no annotations that other webhooks have added, in neither call', () => {
    const annotations = { mine: 'a', theirs: 'b', 'per-pod-config': '/x', 'per-pod-config/status': '{}' };
    const bind = (managedFields?: unknown) => {
      const metadata = {
        name: 'web-0',
        annotations,
        ...(managedFields === undefined ? {} : { managedFields }),
      };
      return bindVariables({ ...subject, pod: { ...subject.pod, metadata } }, 0, using('annotations["mine"]'))
        .annotations;
    };
    const fieldsV1 = { 'f:metadata': { 'f:annotations': { 'f:mine': {}, 'f:per-pod-config': {} } } };
    assert.deepEqual(bind([{ manager: 'kube-controller-manager', fieldsV1 }]), { mine: 'a' });
    assert.deepEqual(bind(), { mine: 'a', theirs: 'b' });
  });
});
