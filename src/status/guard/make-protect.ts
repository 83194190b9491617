import { makeMeet } from '../conditions/meet-conditions.ts';
import { PODS } from '../create-anew.ts';
import type { NamespaceLabels, Sent } from '../is-called.ts';
import type { LiveStatefulSet } from '../live-objects.ts';
import { matchesRules } from '../matches-rules.ts';
import { matchesSelector } from '../matches-selector.ts';
import { UNKNOWN } from '../reading.ts';
import {
  GUARDS,
  type Guard,
  type GuardBinding,
  type GuardPolicy,
  type Guards,
  type MatchResources,
  type NamedRule,
} from './guard-facts.ts';
import { hasPassingStatus } from './has-passing-status.ts';
import { isInForce } from './is-in-force.ts';

/** The policy that denies a pod that the webhook has not configured; null where none does, undefined where that is not known. */
export type Protect = (
  namespace: NamespaceLabels,
  pod: Sent,
  set?: LiveStatefulSet,
) => string | null | undefined;

export function makeProtect(guards: Guards): Protect {
  const made = (['template', 'StatefulSet'] as const).map(place => {
    const name = GUARDS[place];
    return { name, denies: makeDenies(guards[place], name) };
  });
  return (...asked) => {
    const answers = made.map(({ name, denies }) => ({ name, denied: denies(...asked) }));
    const sure = answers.find(({ denied }) => denied === true);
    return sure?.name ?? (answers.some(({ denied }) => denied === undefined) ? undefined : null);
  };
}

type Denies = (...asked: Parameters<Protect>) => boolean | undefined;

/** The policy's validations look for what only the webhook writes, unless the template has it, too. */
function makeDenies({ policy, binding }: Guard, name: string): Denies {
  const inForce = isInForce({ policy, binding }, name);
  if (inForce !== true) return () => inForce;
  const { spec } = policy as GuardPolicy;
  const { spec: bound } = binding as GuardBinding;
  const meet = makeMeet(spec.matchConditions ?? []);
  return (namespace, pod, set) => {
    const isParam = set !== undefined && takesParam(spec, bound, set);
    if (spec.paramKind != null && !isParam) return false;
    const selected = [spec.matchConstraints, bound.matchResources].map(one => selects(one, namespace, pod));
    if (selected.includes(false) || hasPassingStatus(pod)) return false;
    const { outcome } = meet(pod, set);
    if (outcome === false) return false;
    return outcome === true && !selected.includes(undefined) ? true : undefined;
  };
}

/** Whether the policy is evaluated with this StatefulSet: OpenKruise's are of another API. */
function takesParam(
  { paramKind }: GuardPolicy['spec'],
  { paramRef }: GuardBinding['spec'],
  { apiVersion, metadata }: LiveStatefulSet,
): boolean {
  const isKind = paramKind?.kind === 'StatefulSet' && paramKind.apiVersion === apiVersion;
  const isNamed = paramRef?.name === undefined || paramRef.name === metadata.name;
  return isKind && isNamed && matchesSelector(paramRef?.selector ?? {}, metadata.labels ?? {});
}

function selects(
  resources: MatchResources | null | undefined,
  { labels }: NamespaceLabels,
  { metadata }: Sent,
): boolean | undefined {
  const { resourceRules, excludeResourceRules, objectSelector, namespaceSelector } = resources ?? {};
  if (resourceRules != null && !takesIn(resourceRules, metadata.name)) return false;
  if (takesIn(excludeResourceRules, metadata.name)) return false;
  if (!matchesSelector(objectSelector ?? {}, metadata.labels ?? {})) return false;
  return labels === UNKNOWN ? undefined : matchesSelector(namespaceSelector ?? {}, labels ?? {});
}

function takesIn(rules: readonly NamedRule[] | null | undefined, name: string | undefined): boolean {
  const ofName = (rules ?? []).filter(
    ({ resourceNames }) => (resourceNames ?? []).length === 0 || resourceNames?.includes(name ?? ''),
  );
  return matchesRules(ofName, CREATION);
}

const CREATION = { ...PODS, operations: ['CREATE'] };
