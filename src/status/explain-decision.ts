import { admit } from '../admission/admit.ts';
import type { Decision } from '../admission/decision.ts';
import { type Awaited, listAwaited } from '../admission/list-awaited.ts';
import type { ReadStatefulSet } from '../admission/look-up.ts';
import type { Pod } from '../admission/pod.ts';
import { readStatus } from '../admission/read-status.ts';
import { Reason } from '../admission/reason.ts';
import type { TellStep } from '../admission/step.ts';
import type { LeftOut } from '../annotation/pod-configuration.ts';
import { createAnew, PODS } from './create-anew.ts';
import { describeLeftOut, listLeftOut } from './describe-left-out.ts';
import { describeStep } from './describe-step.ts';
import { listMounts, type PodMount } from './list-mounts.ts';
import type { LiveStatefulSet } from './live-objects.ts';
import { listPatched, type PatchedField } from './patched/list-patched.ts';

/** What would come of a pod that is created now, and how that is decided. */
export interface DecisionReport {
  readonly outcome: Decision['outcome'];
  readonly reason: Reason;
  readonly message: string;
  /** What led there, in the order in which it is found out; each a sentence. */
  readonly steps: readonly string[];
  readonly mounts: readonly PodMount[];
  /** Fields that its patches set or remove. */
  readonly patched: readonly PatchedField[];
  /** Elements of the annotation whose `when` is false for this pod. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Explains the decision for the pod that a StatefulSet's controller would create.
 *
 * @param own the pod's annotation, where that is not the template's; null for none.
 */
export async function explainPodOf(
  set: LiveStatefulSet,
  ordinal: number,
  own?: string | null,
): Promise<DecisionReport> {
  const steps: string[] = [];
  const { pod, decision } = await createAnew(set, ordinal, step => steps.push(describeStep(step)), own);
  return describe(decision, steps, pod);
}

/** Explains the decision for a pod as it is. */
export async function explainPod(
  pod: Pod,
  namespace: string,
  readStatefulSet: ReadStatefulSet,
  clusterDomain?: string,
): Promise<DecisionReport> {
  const steps: string[] = [];
  const object = structuredClone(pod);
  const request = { uid: '', operation: 'CREATE', resource: PODS, namespace, object };
  const tell: TellStep = step => steps.push(describeStep(step));
  const decision = await admit(request, readStatefulSet, tell, undefined, clusterDomain);
  return describe(decision, steps, object);
}

function describe(decision: Decision, found: readonly string[], pod: Pod): DecisionReport {
  const { outcome, reason } = decision;
  const mounts = outcome === 'mount' ? listMounts(pod, readStatus(pod)) : [];
  const patched = outcome === 'mount' ? listPatched(pod) : [];
  const leftOut = listLeftOut(decision);
  const steps = [...found, ...describeElements(decision), ...listAwaited(decision, pod).map(describeAwaited)];
  return { outcome, reason, message: describeDecision(decision), steps, mounts, patched, leftOut };
}

function describeElements(decision: Decision): string[] {
  if (decision.outcome !== 'mount') return [];
  const { ordinal } = decision.configuration;
  return listLeftOut(decision).map(element => describeLeftOut(element, ordinal));
}

function describeAwaited({ container, where, path }: Awaited): string {
  const what = path === null ? 'its environment' : `the mount at ${path}`;
  return `${where} awaits container ${container}: ${what} is added when another webhook has added that container`;
}

function describeDecision(decision: Decision): string {
  if (decision.outcome === 'deny') return decision.message;
  if (decision.outcome === 'mount') return 'the pod is created with its configuration';
  return decision.warnings[0] ?? ALLOWANCES[decision.reason] ?? 'the pod is created as it is';
}

/** Why a pod is created as it is, where no warning says so. */
const ALLOWANCES: Partial<Record<Reason, string>> = {
  [Reason.notApplicable]: 'it is a mirror pod, which the kubelet makes: it is created as it is',
  [Reason.notOwned]: 'no StatefulSet is its controller owner: it is created as it is',
  [Reason.notAnnotated]: 'neither it nor its StatefulSet is annotated: it is created as it is',
};
