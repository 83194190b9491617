import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { includeOrdinal } from '../../src/preview/include-ordinal.ts';

const include = (ordinal: number, spec: Omit<StatefulSetObject['spec'], 'template'>) =>
  includeOrdinal(
    {
      apiVersion: 'apps.kruise.io/v1beta1',
      metadata: { name: 'web' },
      spec: { ...spec, template: { spec: { containers: [] } } },
    },
    ordinal,
  )?.spec.replicas;

describe('a set is scaled up to have a pod of an ordinal', () => {
  it('just as far as it takes', () => {
    assert.equal(include(0, { replicas: 0 }), 1);
    assert.equal(include(7, { replicas: 3 }), 8);
    assert.equal(include(7, { replicas: 3, ordinals: { start: 5 } }), 3);
    assert.equal(include(7, { replicas: 1, reserveOrdinals: ['1-4', 6] }), 3);
    assert.equal(include(2 ** 31 - 1, {}), 2 ** 31);
  });

  it('unless no number of replicas gives it one', () => {
    assert.equal(include(4, { replicas: 3, ordinals: { start: 5 } }), undefined);
    assert.equal(include(2, { replicas: 1, reserveOrdinals: ['1-4'] }), undefined);
  });
});
