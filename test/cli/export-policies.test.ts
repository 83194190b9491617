import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { runCli } from '../../src/cli/run-cli.ts';
import { fakeContext } from './fake-streams.ts';

const makeSet = (name: string, annotation: string, namespace = '') => `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}, annotations: {per-pod-config: ${annotation}}}
    spec: {containers: [{name: a, volumeMounts: [{name: d, mountPath: /taken}]}], volumes: [{name: d, emptyDir: {}}]}
`;

async function run(stdin: string, ...args: string[]) {
  const context = fakeContext({ stdin });
  const code = await runCli(['export', 'policy', '-', ...args], context);
  const objects = parseAllDocuments(context.stdout.text, { version: '1.1' }).map(document => document.toJS());
  return {
    code,
    objects: Array.isArray(objects) ? objects : [],
    stdout: context.stdout.text,
    stderr: context.stderr.text,
  };
}

describe('export policy', () => {
  it('writes a policy and a guard, each with its binding, for every StatefulSet', async () => {
    const { code, objects } = await run(makeSet('web', '/a') + makeSet('db', '/b', 'prod'));
    assert.equal(code, 0);
    assert.deepEqual(
      objects.map(({ kind }) => kind),
      Array.from({ length: 2 }, () => [
        'MutatingAdmissionPolicy',
        'MutatingAdmissionPolicyBinding',
        'ValidatingAdmissionPolicy',
        'ValidatingAdmissionPolicyBinding',
      ]).flat(),
    );
    assert.match(objects[0].metadata.name, /^per-pod-config-default\.web-[0-9a-f]{8}$/);
    assert.match(objects[4].metadata.name, /^per-pod-config-prod\.db-[0-9a-f]{8}$/);
  });

  it('selects the namespace and the labels of the StatefulSet', async () => {
    const { objects } = await run(makeSet('web', '/a'), '-n', 'stage');
    const { namespaceSelector, objectSelector } = objects[0].spec.matchConstraints;
    assert.deepEqual(namespaceSelector, { matchLabels: { 'kubernetes.io/metadata.name': 'stage' } });
    assert.deepEqual(objectSelector.matchLabels, { app: 'web' });
  });

  it('writes nothing if one StatefulSet is refused, and says why', async () => {
    const { code, stdout, stderr } = await run(
      makeSet('web', '/a') + makeSet('db', '"env: [{name: A, value: $(replicas)}]"'),
    );
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^error: StatefulSet default\/db: .*replicas.* \[needs-params\]\n$/);
  });

  it('refuses what the webhook denies, in its words', async () => {
    const { code, stderr } = await run(makeSet('web', '/taken'));
    assert.equal(code, 1);
    assert.match(stderr, /^error: StatefulSet default\/web: conflict: .*\/taken.* \[denied\]\n$/);
  });

  it('writes the policies of one StatefulSet with --set', async () => {
    const { objects } = await run(makeSet('web', '/a') + makeSet('db', '/taken'), '--set', 'web');
    assert.equal(objects.length, 4);
  });

  it('fails if no StatefulSet is annotated, or none has that name', async () => {
    assert.equal((await run(makeSet('web', '/a'), '--set', 'none')).code, 1);
    assert.equal((await run('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n')).code, 1);
  });

  it('has the policies read the StatefulSet with --params, if they need it', async () => {
    const { code, objects } = await run(
      makeSet('web', '/a') + makeSet('db', '"env: [{name: A, value: $(replicas)}]"'),
      '--params',
    );
    assert.equal(code, 0);
    const [web, db] = [objects.slice(0, 4), objects.slice(4)];
    assert.doesNotMatch(JSON.stringify(web), /params|paramKind/);
    const paramRef = { name: 'db', parameterNotFoundAction: 'Deny' };
    assert.deepEqual(db[0].spec.paramKind, { apiVersion: 'apps/v1', kind: 'StatefulSet' });
    assert.deepEqual(db[2].spec.paramKind, db[0].spec.paramKind);
    assert.deepEqual([db[1].spec.paramRef, db[3].spec.paramRef], [paramRef, paramRef]);
  });

  it('needs files or --short-form', async () => {
    const context = fakeContext();
    assert.equal(await runCli(['export', 'policy'], context), 2);
    assert.equal(context.stderr.text, 'error: expected files, or --short-form; got neither\n');
  });

  it('writes the policies of the short form without files, and in front of others', async () => {
    const context = fakeContext();
    assert.equal(await runCli(['export', 'policy', '--short-form'], context), 0);
    assert.equal(parseAllDocuments(context.stdout.text).length, 4);
    const { objects } = await run(makeSet('web', '/a'), '--short-form');
    assert.equal(objects.length, 8);
    assert.equal(objects[0].metadata.name, 'per-pod-config-short-form');
  });

  it('says of each StatefulSet, in a comment, what is lost', async () => {
    const { stdout } = await run(makeSet('web', '/a') + makeSet('db', '/b'));
    assert.equal(stdout.split(/^# StatefulSet default\/\w+: /m).length, 3);
    assert.match(stdout, /^# Lost are the checks/m);
  });

  it('refuses an annotation that cannot be read, of a StatefulSet without pods too', async () => {
    const { code, stderr } = await run(
      makeSet('web', '"env: 1"').replace('spec:\n', 'spec:\n  replicas: 0\n'),
    );
    assert.equal(code, 1);
    assert.match(stderr, /^error: StatefulSet default\/web: invalid-annotation: .* \[denied\]\n$/);
  });

  it('refuses names that the API server does not take', async () => {
    assert.match((await run(makeSet('"a b"', '/a'))).stderr, /got "a b" \[denied\]/);
    assert.match((await run(makeSet('web', '/a'), '-n', 'A')).stderr, /got "A" \[denied\]/);
  });

  it('passes over a selector that is none', async () => {
    for (const selector of ['x', '[1]', '{matchLabels: x, matchExpressions: y}', 'null']) {
      const { code, objects } = await run(
        makeSet('web', '/a').replace(/selector: .*/, `selector: ${selector}`),
      );
      assert.equal(code, 0);
      assert.deepEqual(objects[0].spec.matchConstraints.objectSelector, {
        matchExpressions: [{ key: 'statefulset.kubernetes.io/pod-name', operator: 'Exists' }],
      });
    }
  });
});
