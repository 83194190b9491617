import { printText } from './cel.ts';
import { isNumbered, STATUS, type Target } from './match-pods.ts';

/**
 * What must hold for an annotated pod in the end, with messages. One with another text than the exported may have been
 * configured by the policies of that text.
 */
export function listValidations({ name }: Target, policy: string) {
  const unconfigured = `${HEAD}the pod was not configured: check that MutatingAdmissionPolicy ${policy} and its binding exist`;
  const other = `${HEAD}the annotation is not the one that was exported: export the policies again`;
  return [
    {
      expression: isNumbered(name),
      message: `${HEAD}expected the pod to be named ${name}-<ordinal>`,
    },
    {
      expression: '!variables.exported || size(variables.mistakes) == 0',
      messageExpression: `${printText(HEAD)} + variables.mistakes.join("; ")`,
    },
    {
      expression: `variables.exported ? variables.seen : ${STATUS}.startsWith("{\\"ordinal\\":" + string(variables.ordinal) + ",")`,
      messageExpression: `variables.exported ? ${printText(unconfigured)} : ${printText(other)}`,
    },
  ];
}

const HEAD = 'per-pod-config: ';
