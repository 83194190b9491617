import type { V1ValidatingAdmissionPolicy } from '@kubernetes/client-node';
import { Environment } from '@marcbachmann/cel-js';

/** What a policy knows of a request. */
export interface PolicyRequest {
  readonly object: object;
  readonly oldObject: object | null;
  /** Of a policy that has a paramKind. */
  readonly params?: object;
  readonly request?: { readonly namespace: string };
}

/** The message that the policy denies a request with; undefined if it lets it through, or is not for it. */
export function evaluatePolicy(
  { spec }: V1ValidatingAdmissionPolicy,
  request: PolicyRequest,
): string | undefined {
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  environment.registerFunction('list.join(string): string', (list: string[], by: string) => list.join(by));
  const variables: Record<string, unknown> = {};
  const evaluate = (expression: string): unknown =>
    environment.evaluate(expression, { ...request, variables } as never);
  if (spec?.matchConditions?.some(({ expression }) => evaluate(expression) !== true)) return undefined;
  for (const { name, expression } of spec?.variables ?? []) variables[name] = evaluate(expression);
  const failed = spec?.validations?.find(({ expression }) => evaluate(expression) !== true);
  if (failed === undefined) return undefined;
  return failed.messageExpression === undefined ? failed.message : String(evaluate(failed.messageExpression));
}
