import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataKind, FindData } from '../../src/kubelet/find-data.ts';
import { lintSet } from '../../src/lint/lint-set.ts';
import { type FoundSet, readSet } from '../../src/preview/read-set.ts';
import { parseObjects } from '../../src/yaml/parse-objects.ts';
import { makeSet } from './read-sets.ts';

const BOTH: ReadonlySet<DataKind> = new Set(['ConfigMap', 'Secret']);
const NONE = () => undefined;

async function lint(set: FoundSet, given = BOTH) {
  const { findings } = await lintSet(set, NONE, given);
  return { found: findings.map(({ code, message }) => `${code}: ${message}`) };
}
const envFrom = (...references: object[]) => ({ containers: [{ name: 'a', envFrom: references }] });

describe('what pods wait for', () => {
  it('is an object of the annotation or of the template, once for each pod', async () => {
    const template = envFrom({ configMapRef: { name: 'c' } }, { secretRef: { name: 's' } });
    assert.deepEqual(
      (await lint(makeSet('volumes: [{mountPath: /a, configMap: c}]', {}, 'web', template))).found,
      [
        'missing-configmap: ConfigMap c is not among the inputs: web-0 and web-1 would wait for it',
        'missing-secret: Secret s is not among the inputs: web-0 and web-1 would wait for it',
      ],
    );
  });

  it('is told for a template whose pods get nothing by the annotation', async () => {
    const { found } = await lint(makeSet('env: []', {}, 'web', envFrom({ secretRef: { name: 's' } })));
    assert.deepEqual(found, [
      'missing-secret: Secret s is not among the inputs: web-0 and web-1 would wait for it',
    ]);
  });

  it('is an object or a key that a variable has its value from, unless that is optional', async () => {
    const annotation = `env:
- {name: A, valueFrom: {secretKeyRef: {name: s-$(ordinal), key: k}}}
- {name: B, valueFrom: {configMapKeyRef: {name: c, key: k, optional: true}}}
- {name: C, valueFrom: {configMapKeyRef: {name: c, key: l}}}`;
    const find: FindData = (kind, name) =>
      kind === 'Secret' && name === 's-0' ? { files: {}, variables: {} } : undefined;
    const { findings } = await lintSet(makeSet(annotation), find, BOTH);
    assert.deepEqual(
      findings.map(({ code, message }) => `${code}: ${message}`),
      [
        'missing-key: key k of Secret s-0 is not among the inputs: web-0 would wait for it',
        'missing-configmap: ConfigMap c is not among the inputs: web-0 and web-1 would wait for it',
        'missing-secret: Secret s-1 is not among the inputs: web-1 would wait for it',
      ],
    );
  });

  it('is at the key, where a variable has its value from one, and a volume shows the same object', async () => {
    const annotation = `volumes: [{mountPath: /a, configMap: c}]
env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: gone}}}]`;
    const set = makeSet(annotation, { replicas: 1 });
    const { findings } = await lintSet(set, () => ({ files: {}, variables: {} }), BOTH);
    assert.deepEqual(
      findings.map(({ code, line, column }) => [code, { line, column }]),
      [['missing-key', set.found.locate(set.annotation?.path ?? [], annotation.indexOf('gone'))]],
    );
  });

  it('is told only of kinds that are among the inputs', async () => {
    const annotation = 'envFrom: [{configMap: c}, {secret: s}]';
    for (const kind of BOTH) {
      const { found } = await lint(makeSet(annotation, { replicas: 1 }), new Set([kind]));
      assert.deepEqual(found.length, 1);
      assert.match(
        found[0] ?? '',
        new RegExp(`: ${kind} . is not among the inputs: web-0 would wait for it$`),
      );
    }
  });
});

it('an object that pods wait for is told where it is named, whatever else is left out', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const annotation = `volumes:
- {mountPath: /a, configMap: a, when: ordinal == 9}
- mountPath: /b
  sources:
  - {configMap: b, when: ordinal == 9}
  - configMap: c
- {mountPath: /d, configMap: d}
envFrom:
- {configMap: e, when: ordinal == 9}
- configMap: f
patches:
- spec: {containers: [{name: a, envFrom: [{configMapRef: {name: g}}]}]}
`;
  const text = JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', annotations: { 'per-pod-config': annotation } },
    spec: { template: { spec: { containers: [{ name: 'a' }] } } },
  });
  const { objects } = parseObjects(text, 'f');
  const set = objects[0] === undefined ? undefined : readSet(objects[0]);
  assert.ok(set !== undefined && 'set' in set);
  const { findings } = await lintSet(set, NONE, BOTH);
  const told = findings.filter(({ code }) => code === 'missing-configmap');
  assert.deepEqual(
    told.map(({ column, message }) => [text[column - 1], names.find(name => message.includes(` ${name} `))]),
    [
      ['c', 'c'],
      ['d', 'd'],
      ['f', 'f'],
      // At the beginning of its patch.
      ['s', 'g'],
    ],
  );
});
