import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepMeaning } from '../../../src/admission/compare/keep-meaning.ts';
import { POD } from '../../../src/patch/value-type.ts';

const toleration = (key: string, more = {}) => ({ key, operator: 'Exists', ...more });

describe('what is wanted of a pod means the same as what it has', () => {
  for (const [what, wanted, present] of [
    [
      'where a quantity is written otherwise',
      { overhead: { cpu: '1000m', memory: '1Gi' } },
      { overhead: { cpu: '1', memory: '1024Mi' } },
    ],
    [
      'where the API server appends to a list that is replaced',
      { tolerations: [toleration('mine')] },
      { tolerations: [toleration('mine'), toleration('node.kubernetes.io/not-ready')] },
    ],
    [
      'where it puts defaults into an item of such a list',
      { readinessGates: [{ conditionType: 'a' }] },
      { readinessGates: [{ conditionType: 'a', later: 1 }] },
    ],
    [
      'where it puts a default in the place of what was deleted',
      { hostNetwork: true },
      { hostNetwork: true, terminationGracePeriodSeconds: 30, securityContext: {} },
    ],
    [
      'where it does so in a container',
      { containers: [{ name: 'a', image: 'b' }] },
      { containers: [{ name: 'a', image: 'b', imagePullPolicy: 'Always' }] },
    ],
    [
      'where it drops what is none to it',
      { hostNetwork: false, schedulerName: '', hostAliases: [], dnsConfig: { searches: [] } },
      { dnsConfig: {} },
    ],
    [
      'where it puts a default in the place of a zero, or into an object that was replaced',
      { containers: [{ name: 'a', livenessProbe: { periodSeconds: 0 } }] },
      { containers: [{ name: 'a', livenessProbe: { periodSeconds: 10, failureThreshold: 3 } }] },
    ],
  ] as const) {
    it(what, () => {
      const kept = keepMeaning({ spec: wanted }, { spec: present }, POD);
      assert.deepEqual(kept, { spec: present });
    });
  }
});

describe('it does not', () => {
  for (const [what, wanted, present] of [
    ['where a quantity is another', { overhead: { cpu: '1' } }, { overhead: { cpu: '1001m' } }],
    ['where a text is another one', { schedulerName: 'a' }, { schedulerName: 'b' }],
    [
      'where an item of a list that is replaced is missing, or another one',
      { tolerations: [toleration('a'), toleration('b')] },
      { tolerations: [toleration('a'), toleration('b', { operator: 'Equal' })] },
    ],
    [
      'where such a list is in another order',
      { containers: [{ name: 'a', args: ['1', '2'] }] },
      { containers: [{ name: 'a', args: ['2', '1'] }] },
    ],
    [
      'where what was deleted is there again, and no default',
      { hostNetwork: true },
      { hostNetwork: true, hostPID: true },
    ],
    [
      'where it has another value than the default',
      { hostNetwork: true },
      { hostNetwork: true, terminationGracePeriodSeconds: 5 },
    ],
    [
      'where a zero that has a meaning is gone',
      { securityContext: { runAsUser: 0, runAsNonRoot: false } },
      { securityContext: {} },
    ],
    [
      'where a zero is another value now',
      { terminationGracePeriodSeconds: 0 },
      { terminationGracePeriodSeconds: 30 },
    ],
    ['where the empty value of a selector is gone', { nodeSelector: { a: '' } }, { nodeSelector: {} }],
    ['where something is of another kind', { tolerations: [] }, { tolerations: {} }],
  ] as const) {
    it(what, () => {
      const kept = keepMeaning({ spec: wanted }, { spec: present }, POD);
      assert.notDeepEqual(kept, { spec: present });
    });
  }
});
