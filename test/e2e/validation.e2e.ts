import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1StatefulSet } from '@kubernetes/client-node';
import { apply, kubectl, read, runKubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { until } from './until.ts';

const NODE_CONFIG = fileURLToPath(new URL('../../manifests/examples/node-config', import.meta.url));

const namespace = useNamespace('validation');

const CARET = [
  'annotation per-pod-config: line 3, volumes[0].configMap: unknown variable `ordnal`: did you mean `ordinal`?',
  'node-$(ordnal + 1)',
  '       ^^^^^^',
];
const invalid = makeSet('invalid', 'volumes:\n- mountPath: /etc/node\n  configMap: node-$(ordnal + 1)\n');

/** Applies an object and gives what kubectl prints beside: the warnings. */
async function applyAndListen(object: object, ...options: string[]): Promise<string> {
  const args = ['apply', '-n', namespace, '-f', '-', ...options];
  return (await runKubectl(args, JSON.stringify(object))).stderr;
}

/** A StatefulSet of no pods that run: it is about its admission. */
function makeSet(name: string, annotation: string, replicas = 0): V1StatefulSet {
  const labels = { app: name };
  const main = {
    name: 'main',
    image: 'docker.io/library/busybox:1',
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, annotations: { 'per-pod-config': annotation } },
    spec: {
      replicas,
      serviceName: name,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [main], volumes: [{ name: 'data', emptyDir: {} }] },
      },
    },
  };
}

before(async () => {
  await until('the API server calls the validating webhook', () =>
    assert.rejects(applyAndListen(invalid, '--dry-run=server'), /statefulsets\.per-pod-config\.svc/),
  );
});

test('kubectl apply of an invalid annotation is refused with the place and a caret', async () => {
  await assert.rejects(applyAndListen(invalid), (error: Error & { stderr: string }) => {
    assert.match(error.stderr, /statefulsets\.per-pod-config\.svc" denied the request: /);
    assert.ok(error.stderr.trimEnd().endsWith(`invalid-annotation: ${CARET.join('\n')}`), error.stderr);
    return true;
  });
  await assert.rejects(read(namespace, 'statefulset', 'invalid'), /NotFound/);
});

test('all mistakes of an annotation are refused at once, each with its line', async () => {
  const text =
    'volumes:\n- {mountPath: /a, configMap: Node}\n- {mountpath: /b, configMap: x}\nenv:\n- {name: A, value: [5]}\n- {name: B, value: "$(x)"}\n';
  await assert.rejects(
    applyAndListen(makeSet('mistakes', text, 1)),
    ({ stderr }: Error & { stderr: string }) => {
      const lines = stderr.matchAll(/^(?:.*per-pod-config: )?line (\d), (\S+?)[:,]/gm);
      assert.deepEqual(
        [...lines].map(([, line, where]) => `${line} ${where}`),
        ['2 volumes[0].configMap', '3 volumes[1].mountpath', '5 env[0].value', '6 env[1].value'],
      );
      return true;
    },
  );
});

test('an expression that YAML takes apart is refused with how to quote it', async () => {
  const text = 'env:\n- name: A\n  value: $(ordinal == 0 ? "x" : "y")\n';
  await assert.rejects(
    applyAndListen(makeSet('unquoted', text)),
    /line 3, column 10: .*: put it in quotes: '\$\(ordinal == 0 \? "x" : "y"\)'/,
  );
});

test('so is a conflict with the template', async () => {
  await assert.rejects(
    applyAndListen(makeSet('conflict', '/data', 1)),
    /denied the request: per-pod-config: conflict: .*"main".*"data".*\/data/s,
  );
});

test('a subPath is applied with a warning', async () => {
  const annotation =
    'volumes:\n- mountPath: /etc/node/a.conf\n  subPath: a.conf\n  configMap: node-$(ordinal)\n';
  const warnings = await applyAndListen(makeSet('sub-path', annotation));
  assert.match(
    warnings,
    /^Warning: per-pod-config: .*volumes\[0\]: Kubernetes never updates a subPath mount/m,
  );
  await read(namespace, 'statefulset', 'sub-path');
});

test('an example is applied without a warning', async () => {
  const { stdout, stderr } = await runKubectl(['apply', '-n', namespace, '-k', NODE_CONFIG]);
  assert.match(stdout, /statefulset\.apps\/web created/);
  assert.equal(stderr, '');
});

test('a change that makes the annotation invalid is refused, and the set stays as it is', async () => {
  await apply(namespace, makeSet('changed', '/etc/node'));
  const change = [
    'annotate',
    'statefulset/changed',
    '-n',
    namespace,
    '--overwrite',
    'per-pod-config=etc/node',
  ];
  await assert.rejects(kubectl(change), /invalid-annotation: .*expected an absolute path.*got "etc\/node"/s);
  const { metadata } = await read<V1StatefulSet>(namespace, 'statefulset', 'changed');
  assert.equal(metadata?.annotations?.['per-pod-config'], '/etc/node');
});

test('what is invalid already can be changed otherwise, with a warning', async () => {
  await kubectl(['label', 'namespace', namespace, 'per-pod-config=disabled']);
  await until('the API server does not call the webhook here', () => apply(namespace, invalid));
  await kubectl(['label', 'namespace', namespace, 'per-pod-config-']);
  await until('the API server calls the webhook here', () =>
    assert.rejects(
      applyAndListen({ ...invalid, metadata: { ...invalid.metadata, name: 'other' } }, '--dry-run=server'),
    ),
  );
  const { stderr } = await runKubectl(['label', 'statefulset/invalid', '-n', namespace, 'team=a']);
  assert.match(stderr, /^Warning: per-pod-config: invalid-annotation: .*`ordnal`/m);
  const { metadata } = await read<V1StatefulSet>(namespace, 'statefulset', 'invalid');
  assert.equal(metadata?.labels?.['team'], 'a');
});
