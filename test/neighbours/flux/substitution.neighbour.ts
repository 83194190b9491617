// Flux replaces variables of the shell's kind in what it applies; `$$` is its escape for a dollar sign.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runKubectl } from '../../e2e/kubectl.ts';
import { useNamespace } from '../../e2e/namespace.ts';
import { substitute } from './flux.ts';

const namespace = useNamespace('flux');

const makeSet = (annotation: string, annotations: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web', namespace, annotations: { ...annotations, 'per-pod-config': annotation } },
  spec: {
    replicas: 0,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'main', image: 'docker.io/library/busybox:1' }] },
    },
  },
});

/** The annotation as Flux applies it. */
async function readSubstituted(annotation: string, annotations: object = {}): Promise<string> {
  const { metadata } = await substitute(makeSet(annotation, annotations), { ZONE: 'eu' });
  return metadata.annotations['per-pod-config'];
}

const PLAIN = 'volumes: [{mountPath: /conf, configMap: "node-$(ordinal)"}]';
const ESCAPED = 'env: [{name: A, value: "$$(B) $(ordinal)"}]';
const DISABLED = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };

test('Flux leaves an expression as it is', async () => {
  assert.equal(await readSubstituted(PLAIN), PLAIN);
});

test('Flux replaces a variable of the shell in an annotation', async () => {
  assert.equal(await readSubstituted(`/conf/$\{ZONE}`), '/conf/eu');
});

test('Flux makes an expression of a literal $$(', async () => {
  assert.equal(await readSubstituted(ESCAPED), ESCAPED.replace('$$', '$'));
});

test('Flux leaves a literal $$( as it is in an object with substitute: disabled', async () => {
  assert.equal(await readSubstituted(ESCAPED, DISABLED), ESCAPED);
});

test('what Flux makes of a literal $$( is rejected at apply, and the object with substitute: disabled is not', async () => {
  const apply = async (annotations: object) => {
    const object = await substitute(makeSet(ESCAPED, annotations), { ZONE: 'eu' });
    return runKubectl(['apply', '--dry-run=server', '-f', '-'], JSON.stringify(object));
  };
  await assert.rejects(apply({}), /unknown variable `B`/);
  await apply(DISABLED);
});
