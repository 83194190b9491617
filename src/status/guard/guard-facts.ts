import type { MatchCondition } from '../conditions/meet-conditions.ts';
import type { Rule } from '../matches-rules.ts';
import type { LabelSelector } from '../matches-selector.ts';
import type { Reading } from '../reading.ts';

/**
 * The policies that deny a pod that should have been configured and was not, by the place of the annotation that they look at.
 * Each has a binding of its own name.
 */
export const GUARDS = {
  template: 'per-pod-config-guard',
  StatefulSet: 'per-pod-config-guard-statefulset',
} as const;

/** One of them, as it was read. */
export interface Guard {
  readonly policy: Reading<GuardPolicy>;
  readonly binding: Reading<GuardBinding>;
}

export type Guards = Readonly<Record<keyof typeof GUARDS, Guard>>;

/** A ValidatingAdmissionPolicy. */
export interface GuardPolicy {
  readonly spec: {
    readonly paramKind?: { readonly apiVersion?: string; readonly kind?: string } | null;
    readonly matchConstraints?: MatchResources | null;
    readonly matchConditions?: readonly MatchCondition[] | null;
  };
}

/** A ValidatingAdmissionPolicyBinding. */
export interface GuardBinding {
  readonly spec: {
    readonly policyName?: string;
    readonly validationActions?: readonly string[] | null;
    readonly matchResources?: MatchResources | null;
    readonly paramRef?: { readonly name?: string; readonly selector?: LabelSelector | null } | null;
  };
}

export interface MatchResources {
  readonly resourceRules?: readonly NamedRule[] | null;
  readonly excludeResourceRules?: readonly NamedRule[] | null;
  readonly namespaceSelector?: LabelSelector | null;
  readonly objectSelector?: LabelSelector | null;
}

/** Without names, for objects of any name. */
export interface NamedRule extends Rule {
  readonly resourceNames?: readonly string[] | null;
}
