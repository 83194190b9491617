import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Container } from '@kubernetes/client-node';
import { listRows } from '../../demo/list-rows.ts';
import { indexData } from '../../src/kubelet/find-data.ts';
import { viewContainers } from '../../src/kubelet/view-containers.ts';

const OBJECTS = ['ConfigMap', 'Secret'].map(kind => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'node' },
  stringData: { A: 'hidden' },
  data: kind === 'ConfigMap' ? { A: 'a', B: 'b' } : {},
}));

function rows(...containers: V1Container[]) {
  const volumes = [{ name: 'conf', configMap: { name: 'node' } }];
  const views = viewContainers({ spec: { volumes, containers } }, indexData(OBJECTS)('default'));
  return listRows(views).map(({ what, where, entries }) => [what, where, ...entries]);
}

const volumeMounts = [{ name: 'conf', mountPath: '/conf' }];

describe('the rows for a pod', () => {
  it('there is one for each source, once for all containers', () => {
    const container = { volumeMounts, env: [{ name: 'ID', value: '1' }] };
    assert.deepEqual(rows({ name: 'a', ...container }, { name: 'b', ...container }), [
      ['ConfigMap node', '/conf', 'A, B'],
      ['variables', 'environment', 'ID=1'],
    ]);
  });

  it('what only some containers see says which', () => {
    assert.deepEqual(rows({ name: 'a', volumeMounts }, { name: 'b' }, { name: 'c', volumeMounts }), [
      ['ConfigMap node', '/conf (a, c)', 'A, B'],
    ]);
  });

  it('no value of a Secret is shown', () => {
    const envFrom = [{ configMapRef: { name: 'node' }, prefix: 'C_' }, { secretRef: { name: 'node' } }];
    assert.deepEqual(rows({ name: 'a', envFrom }), [
      ['ConfigMap node', 'environment', 'C_A=a', 'C_B=b'],
      ['Secret node', 'environment', 'A'],
    ]);
  });

  it('a pod with nothing has a row that says so', () => {
    assert.deepEqual(rows({ name: 'a' }), [['-', '-', '-']]);
  });
});
