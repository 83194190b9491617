import type { FoundSet } from '../preview/read-set.ts';
import type { KubernetesObject } from '../yaml/kubernetes-object.ts';

/**
 * A StatefulSet whose template says whether its pods have a token, where only its ServiceAccount does: one that is among the
 * inputs and says nothing has one.
 */
export function withServiceAccount(found: FoundSet, objects: readonly KubernetesObject[]): FoundSet {
  const { set, namespace } = found;
  const { template } = set.spec;
  if (typeof template.spec.automountServiceAccountToken === 'boolean') return found;
  const name = template.spec.serviceAccountName ?? 'default';
  const account = objects.find(
    ({ kind, metadata }) =>
      kind === 'ServiceAccount' && metadata.name === name && (metadata.namespace ?? 'default') === namespace,
  );
  if (account === undefined) return found;
  const spec = {
    ...template.spec,
    automountServiceAccountToken: account['automountServiceAccountToken'] !== false,
  };
  return { ...found, set: { ...set, spec: { ...set.spec, template: { ...template, spec } } } };
}
