import { MAX_STEPS } from '../bounds/bounds.ts';
import { INT_LENGTH } from './allowed-functions.ts';
import { boundExpression, type Scope } from './bound-expression.ts';
import { errorAt } from './expression-source.ts';
import type { Template } from './parse-template.ts';
import { concatenatedSize, type Size, stringSize } from './size.ts';

/**
 * The steps that all expressions of a template together can take, at most.
 * @throws ExpressionError when they, or the size of a value, exceed their bounds.
 */
export function boundTemplate(template: Template, sizes: Scope): number {
  return boundValue(template, sizes).steps;
}

export interface Bounded {
  readonly steps: number;
  /** Of the value. */
  readonly size: Size;
}

/** As `boundTemplate`, with the size of what the template gives. */
export function boundValue(template: Template, sizes: Scope): Bounded {
  const sizesOfParts: Size[] = [];
  let steps = 0;
  for (const part of template.parts) {
    if (typeof part === 'string') {
      sizesOfParts.push(stringSize(part.length, part.length));
      continue;
    }
    const cost = boundExpression(part.tree, part.source, sizes);
    sizesOfParts.push(cost.size);
    steps += cost.steps;
    if (steps <= MAX_STEPS) continue;
    const message = `the expressions of this text up to here could take ${Math.ceil(steps)} steps: at most ${MAX_STEPS} are allowed`;
    throw errorAt(part.source, { start: 0, end: part.source.text.length }, message);
  }
  const [first = stringSize(0)] = sizesOfParts;
  return { steps, size: sizesOfParts.length === 1 ? first : joinSizes(sizesOfParts) };
}

function joinSizes(sizes: readonly Size[]): Size {
  const texts = sizes.map(size => (size.kind === 'scalar' ? stringSize(INT_LENGTH) : size));
  return texts.reduce(concatenatedSize, stringSize(0));
}
