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
});
