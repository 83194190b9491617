import { printText } from './cel.ts';
import { STATUS } from './match-pods.ts';

/** What is wrong with a pod that was not configured. */
export interface Messages {
  /** It has no ordinal in its name. */
  readonly unnumbered: string;
  /** Its annotation is not known. */
  readonly unknown: string;
  /** Nothing else: the other policy was not at work. */
  readonly unconfigured: string;
}

/**
 * What must hold for an annotated pod in the end. One with an annotation that is not known may have been configured by the
 * policies of that one: its status says so.
 */
export function listValidations(isNumbered: string, { unnumbered, unknown, unconfigured }: Messages) {
  const hasStatus = `${STATUS}.startsWith("{\\"ordinal\\":" + string(variables.ordinal) + ",")`;
  return [
    { expression: isNumbered, message: HEAD + unnumbered },
    {
      expression: '!variables.known || size(variables.mistakes) == 0',
      messageExpression: `${printText(HEAD)} + variables.mistakes.join("; ")`,
      // Where that has a line break, or more than 5 KiB.
      message: `${HEAD}the pod cannot be configured: run per-pod-config preview with its manifests`,
    },
    {
      expression: `variables.known ? variables.seen : ${hasStatus}`,
      messageExpression: `variables.known ? ${printText(HEAD + unconfigured)} : ${printText(HEAD + unknown)}`,
    },
  ];
}

const HEAD = 'per-pod-config: ';
