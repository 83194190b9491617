import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countEndpoints } from '../../src/status/count-endpoints.ts';

const at = (address: string, fields: object = {}) => ({ addresses: [address], ...fields });

describe('the ready endpoints of a Service', () => {
  it('are none where there is no slice, or none with an endpoint', () => {
    for (const slices of [[], [{}], [{ endpoints: null }], [{ endpoints: [] }]]) {
      assert.equal(countEndpoints(slices), 0);
    }
  });

  it('are those of all slices that are not said to be unready', () => {
    const ready = [at('10.0.0.1', { conditions: { ready: true } }), at('10.0.0.2', { conditions: {} })];
    const draining = at('10.0.0.4', { conditions: { ready: false, serving: true, terminating: true } });
    assert.equal(countEndpoints([{ endpoints: ready }, { endpoints: [at('10.0.0.3'), draining] }]), 3);
  });

  it('count once if they are in several slices', () => {
    const targetRef = { uid: 'uid-of-a-pod' };
    const families = [at('10.0.0.1', { targetRef }), at('fd00::1', { targetRef })];
    assert.equal(countEndpoints(families.map(endpoint => ({ endpoints: [endpoint] }))), 1);
    assert.equal(countEndpoints([{ endpoints: [at('10.0.0.9')] }, { endpoints: [at('10.0.0.9')] }]), 1);
  });
});
