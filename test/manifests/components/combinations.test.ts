import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type {
  V1MutatingWebhookConfiguration,
  V1ValidatingAdmissionPolicy,
  V1ValidatingWebhookConfiguration,
} from '@kubernetes/client-node';
import { type KubernetesObject, MANIFESTS } from '../kustomization.ts';
import { buildWith, missing, type Objects } from '../kustomize.ts';

const components = (await readdir(join(MANIFESTS, 'components'))).sort();
const pairs = components.flatMap((first, index) =>
  components.slice(index + 1).map(second => [first, second] as const),
);

for (const component of components) {
  test(`the component ${component} selects the namespaces of the webhook`, async t => {
    if (missing) return t.skip(missing);
    checkNamespaces(await buildWith(component));
  });
}

for (const [first, second] of pairs) {
  test(`the components ${first} and ${second} combine, in either order`, async t => {
    if (missing) return t.skip(missing);
    const objects = await buildWith(first, second);
    assert.deepEqual(await buildWith(second, first), objects);
    checkNamespaces(objects);
    await checkAdditions(objects, [first, second]);
  });
}

test('all components combine, in either order', async t => {
  if (missing) return t.skip(missing);
  const objects = await buildWith(...components);
  assert.deepEqual(await buildWith(...components.toReversed()), objects);
  checkNamespaces(objects);
});

/** A policy that acted in other namespaces than the webhook would deny what nothing configures, or miss what something does. */
function checkNamespaces(objects: Objects): void {
  const mutating = objects['MutatingWebhookConfiguration per-pod-config'] as V1MutatingWebhookConfiguration;
  const namespaceSelector = mutating.webhooks?.[0]?.namespaceSelector;
  const validating = objects['ValidatingWebhookConfiguration per-pod-config'];
  const { webhooks = [] } = validating as V1ValidatingWebhookConfiguration;
  for (const webhook of [...(mutating.webhooks ?? []), ...webhooks]) {
    assert.deepEqual(webhook.namespaceSelector, namespaceSelector, webhook.name);
  }
  for (const policy of Object.values(objects).filter(isOfWorkloads)) {
    assert.deepEqual(
      (policy as V1ValidatingAdmissionPolicy).spec?.matchConstraints?.namespaceSelector,
      namespaceSelector,
      policy.metadata.name,
    );
  }
}

/** Other policies are about what the webhook's own account may do. */
function isOfWorkloads(object: KubernetesObject): boolean {
  if (!/^(Validating|Mutating)AdmissionPolicy$/.test(object.kind)) return false;
  const { spec } = object as V1ValidatingAdmissionPolicy;
  const resources = spec?.matchConstraints?.resourceRules?.flatMap(rule => rule.resources ?? []) ?? [];
  return resources.some(resource => resource === 'pods' || resource === 'statefulsets');
}

/** Neither takes away what the other adds. */
async function checkAdditions(objects: Objects, both: readonly string[]): Promise<void> {
  const base = await buildWith();
  for (const one of both) {
    const added = Object.keys(await buildWith(one)).filter(key => !(key in base));
    for (const key of added) assert.ok(key in objects, `${key} of ${one}`);
  }
}
