import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindVariables, needsWholeStatefulSet } from '../../src/admission/variables.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

const using = (expression: string) => parseAnnotation(`env: [{name: A, value: '$(${expression})'}]`);

describe('the whole StatefulSet is needed', () => {
  for (const expression of ['replicas', 'peers[0]', 'index', 'ordinal + replicas']) {
    it(`for ${expression}`, () => assert.ok(needsWholeStatefulSet(using(expression))));
  }
  for (const expression of ['ordinal', 'pod', 'set', 'ns', 'service', 'labels["a"]']) {
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
      replicas: 3,
      peers: ['web-5', 'web-6', 'web-7'],
      labels: { a: 'b' },
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

  it('need no more than 4,096 reserved ordinals', () => {
    const bind = (expression: string, length: number) =>
      bindVariables(subject, 0, using(expression), { reserveOrdinals: Array.from({ length }, () => 1) });
    assert.deepEqual(bind('peers[0]', 4_096).peers, ['web-0']);
    assert.equal(bind('ordinal', 4_097).ordinal, 0);
    for (const expression of ['peers[0]', 'index', 'replicas']) {
      assert.throws(() => bind(expression, 4_097), {
        message: 'expected at most 4096 reserved ordinals where replicas, peers or index is used, got 4097',
      });
    }
  });

  it('count from 0 where OpenKruise leaves the start alone', () => {
    const bind = (apiVersion: string, ordinal: number, start = 1) => {
      const spec = { replicas: 3, ordinals: { start } };
      const owner = { ...subject.owner, apiVersion };
      const { index, peers } = bindVariables({ ...subject, owner }, ordinal, using('peers[index]'), spec);
      return [index, peers[0]];
    };
    for (const ordinal of [0, 1, 2, 3]) {
      assert.deepEqual(bind('apps.kruise.io/v1beta1', ordinal), [ordinal, 'web-0']);
    }
    assert.deepEqual(bind('apps.kruise.io/v1beta1', 2, 3), [2, 'web-0']);
    assert.deepEqual(bind('apps.kruise.io/v1beta1', 3, 3), [0, 'web-3']);
    assert.deepEqual(bind('apps/v1', 1), [0, 'web-1']);
  });
});
