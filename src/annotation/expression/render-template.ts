import { boundTemplate } from './bound-template.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { ExpressionError } from './expression-error.ts';
import type { Template } from './parse-template.ts';
import type { PodVariables } from './pod-variables.ts';
import { variableSizes } from './variable-sizes.ts';
import { variableValues } from './variable-values.ts';

/**
 * Renders a template for one pod. The bounds of every value's size and of the steps are checked with the
 * real sizes of the variables before anything is evaluated.
 * @param maxLength characters of the output, at most.
 * @throws ExpressionError
 */
export function renderTemplate(template: Template, variables: PodVariables, maxLength: number): string {
  const values = template.expressions === 0 ? NO_VALUES : checkedValues(template, variables);
  let text = '';
  for (const part of template.parts) {
    text += typeof part === 'string' ? part : evaluateExpression(part, values);
    if (text.length > maxLength) throw tooLong(template, maxLength);
  }
  return text;
}

const NO_VALUES: ReadonlyMap<string, unknown> = new Map();

function checkedValues(template: Template, variables: PodVariables): ReadonlyMap<string, unknown> {
  boundTemplate(template, variableSizes(variables, template.variables));
  return variableValues(variables, template.variables);
}

function tooLong({ source }: Template, maxLength: number): ExpressionError {
  return new ExpressionError(
    `the text becomes longer than ${maxLength} characters, the most it can have here: shorten it`,
    source,
    0,
    source.length,
  );
}
