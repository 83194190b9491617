import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { NAME } from '../../e2e/installation.ts';
import { kubectl, read } from '../../e2e/kubectl.ts';
import { usePrometheusOperator } from './prometheus-operator.ts';

const FOLDER = fileURLToPath(new URL('../../../manifests/observability', import.meta.url));

usePrometheusOperator();
after(async () => {
  await kubectl(['delete', '--ignore-not-found', '-k', FOLDER]);
});

interface Monitoring {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: unknown;
}

test('manifests/observability is applied with the strictest validation', async () => {
  await kubectl(['apply', '--validate=strict', '-k', FOLDER]);
});

for (const kind of ['ServiceMonitor', 'PrometheusRule']) {
  test(`the API server keeps every field of the ${kind}`, async () => {
    const objects = parseAllDocuments(await kubectl(['kustomize', FOLDER])).map(document => document.toJS());
    const written: Monitoring | undefined = objects.find(object => object.kind === kind);
    assert.ok(written !== undefined);
    const { spec } = await read<Monitoring>(NAME, kind, written.metadata.name);
    assert.deepEqual(spec, written.spec);
  });
}
