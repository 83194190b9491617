import { MAX_ANNOTATION_LENGTH } from '../bounds/bounds.ts';
import { boundTemplate } from './bound-template.ts';
import { evaluateExpression, evaluateValue } from './evaluate-expression.ts';
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
  boundTemplate(template, variableSizes(variables, template.variables));
  return renderBounded(template, variableValues(variables, template.variables), maxLength);
}

/**
 * Renders a template that `boundTemplate` has let pass with the sizes of these values: evaluates without any bound.
 * @param maxLength characters of the output, at most.
 * @throws ExpressionError
 */
export function renderBounded(
  template: Template,
  values: ReadonlyMap<string, unknown>,
  maxLength: number,
): string {
  let text = '';
  for (const part of template.parts) {
    text += typeof part === 'string' ? part : evaluateExpression(part, values);
    if (text.length > maxLength) throw tooLong(template, maxLength);
  }
  return text;
}

/**
 * The value of a template that is one expression, or nothing but text, and that `boundTemplate` has let pass with the sizes of
 * these values.
 * @throws ExpressionError
 */
export function evaluateBounded(template: Template, values: ReadonlyMap<string, unknown>): unknown {
  const [only] = template.parts;
  if (template.parts.length === 1 && typeof only === 'object') return evaluateValue(only, values);
  return renderBounded(template, values, MAX_ANNOTATION_LENGTH);
}

function tooLong({ source }: Template, maxLength: number): ExpressionError {
  return new ExpressionError(
    `the text becomes longer than ${maxLength} characters, the most it can have here: shorten it`,
    source,
    0,
    source.length,
  );
}
