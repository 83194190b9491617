import { UNKNOWN } from '../reading.ts';
import type { Guard } from './guard-facts.ts';

/** Whether a policy denies anything: without a binding that says so, it does not. Undefined where that is not known. */
export function isInForce({ policy, binding }: Guard, name: string): boolean | undefined {
  if (policy === undefined || binding === undefined) return false;
  if (binding !== UNKNOWN && !denies(binding.spec, name)) return false;
  return policy === UNKNOWN || binding === UNKNOWN ? undefined : true;
}

function denies(
  { policyName, validationActions }: { policyName?: string; validationActions?: readonly string[] | null },
  name: string,
): boolean {
  return policyName === name && (validationActions ?? []).includes('Deny');
}
