import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lintSet } from '../../src/lint/lint-set.ts';
import { readSet } from '../../src/preview/read-set.ts';
import { parseObjects } from '../../src/yaml/parse-objects.ts';
import { makeSet } from './read-sets.ts';

const FILE = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  annotations:
    per-pod-config: |
      volumes:
        - mountPath: /a
          configMap: Node-$(ordinal)
        - mountPath: /b
          configMap: node-$(ordnal)
          containers: [b]
      env:
        - {name: A, value: [5]}
spec:
  template: {spec: {containers: [{name: a}]}}
`;

it('each mistake of an annotation is a finding at its own line and column of the file', async () => {
  const { objects } = parseObjects(FILE, 'web.yaml');
  const set = objects[0] === undefined ? undefined : readSet(objects[0]);
  assert.ok(set !== undefined && 'set' in set);
  const { findings } = await lintSet(set, () => undefined, new Set());
  const lines = FILE.split('\n');
  assert.deepEqual(
    findings.map(({ severity, code, line, column }) => [
      severity,
      code,
      line,
      lines[line - 1]?.slice(column - 1),
    ]),
    [
      ['error', 'invalid-annotation', 9, 'Node-$(ordinal)'],
      ['error', 'invalid-annotation', 10, 'mountPath: /b'],
      ['error', 'invalid-annotation', 11, 'ordnal)'],
      ['error', 'invalid-annotation', 14, '[5]}'],
    ],
  );
});

it('a name in containers that the template does not have, beside one that it has, is a warning', async () => {
  const set = makeSet('env: [{name: A, value: a, containers: [a, istio-proxy]}]');
  const { findings } = await lintSet(set, () => undefined, new Set());
  assert.deepEqual(
    findings.map(({ severity, code }) => [severity, code]),
    [['warning', 'unknown-container']],
  );
});

it('a number that YAML reads as another text is a warning, once for all pods', async () => {
  const { findings } = await lintSet(makeSet('env: [{name: A, value: 0400}]'), () => undefined, new Set());
  assert.deepEqual(
    findings.map(({ severity, code, message }) => [severity, code, message]),
    [['warning', 'yaml-changed', 'env[0].value: YAML reads 0400 as 256: put it in quotes to keep it']],
  );
});

it('what a patch may not mean is a warning, once for all pods', async () => {
  const patches = '[{metadata: {labels: {a: 0400}}, spec: {tomorrow: 1}}, {spec: {affinity: {}}}]';
  const { findings } = await lintSet(makeSet(`patches: ${patches}`), () => undefined, new Set());
  assert.deepEqual(
    findings.map(({ severity, code, message }) => [severity, code, message.split(':')[0]]),
    [
      ['warning', 'yaml-changed', 'patches[0].metadata.labels.a'],
      ['warning', 'unknown-field', 'patches[0].spec.tomorrow'],
      ['warning', 'empty-patch', 'patches[1]'],
    ],
  );
});
