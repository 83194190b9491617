import {
  GUARDS,
  type Guard,
  type GuardBinding,
  type GuardPolicy,
  type Guards,
} from '../../status/guard/guard-facts.ts';
import type { FoundObject, KubernetesObject } from '../../yaml/kubernetes-object.ts';

/** The policies among objects from files that deny pods which should have been configured and were not. */
export function findGuards(objects: readonly FoundObject[]): Guards {
  const find = (kind: string, name: string) =>
    objects.find(({ object }) => object.kind === kind && object.metadata.name === name)?.object;
  const findGuard = (name: string): Guard => ({
    policy: find('ValidatingAdmissionPolicy', name) as (KubernetesObject & GuardPolicy) | undefined,
    binding: find('ValidatingAdmissionPolicyBinding', name) as (KubernetesObject & GuardBinding) | undefined,
  });
  return { template: findGuard(GUARDS.template), StatefulSet: findGuard(GUARDS.StatefulSet) };
}
