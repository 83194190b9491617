import { MAX_STEPS } from '../bounds/bounds.ts';
import { INT_LENGTH } from './allowed-functions.ts';
import { boundExpression, type Scope } from './bound-expression.ts';
import { errorAt } from './expression-source.ts';
import type { Expression } from './parse-expression.ts';
import type { Template } from './parse-template.ts';
import { concatenatedSize, type Size, stringSize } from './size.ts';

/**
 * The steps that all expressions of a template together can take, at most.
 * @throws ExpressionError when they, or the size of a value, exceed their bounds.
 */
export function boundTemplate(template: Template, sizes: Scope): number {
  let steps = 0;
  for (const part of template.parts) {
    if (typeof part === 'string') continue;
    steps += boundExpression(part.tree, part.source, sizes).steps;
    if (steps <= MAX_STEPS) continue;
    const message = `the expressions of this text up to here could take ${Math.ceil(steps)} steps: at most ${MAX_STEPS} are allowed`;
    throw errorAt(part.source, { start: 0, end: part.source.text.length }, message);
  }
  return steps;
}

/** The size of what a template gives that `boundTemplate` has let pass. */
export function sizeOfValue({ parts }: Template, sizes: Scope): Size {
  const [only = ''] = parts;
  if (parts.length <= 1) return sizeOfPart(only, sizes);
  return parts.map(part => asText(sizeOfPart(part, sizes))).reduce(concatenatedSize);
}

function sizeOfPart(part: string | Expression, sizes: Scope): Size {
  if (typeof part === 'string') return stringSize(part.length, part.length);
  return boundExpression(part.tree, part.source, sizes).size;
}

function asText(size: Size): Size {
  return size.kind === 'scalar' ? stringSize(INT_LENGTH) : size;
}
