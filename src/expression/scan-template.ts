import { MAX_ANNOTATION_LENGTH, MAX_CODE_LENGTH, MAX_EXPRESSIONS } from '../bounds/bounds.ts';
import { ExpressionError } from './expression-error.ts';
import { type ScannedExpression, scanExpression } from './scan-expression.ts';

/**
 * Cuts a template into literal text and expressions. As in the core API, each `$$` directly before a `(`
 * stands for one `$`, so `$$(` is a literal `$(`; any other `$` is itself.
 * @throws ExpressionError when an expression is not closed or too deep, or anything is too long or too many.
 */
export function scanTemplate(template: string): (string | ScannedExpression)[] {
  if (template.length > MAX_ANNOTATION_LENGTH) throw templateTooLong(template);
  const parts: (string | ScannedExpression)[] = [];
  const budget = new Budget();
  let text = '';
  let end = 0;
  for (let dollar = template.indexOf('$('); dollar !== -1; dollar = template.indexOf('$(', end)) {
    const dollars = countDollars(template, end, dollar);
    text += template.slice(end, dollar + 1 - Math.ceil(dollars / 2));
    end = dollar + 1;
    if (dollars % 2 === 0) continue;
    const expression = scanExpression(template, dollar + 2);
    budget.spend(expression);
    parts.push(text, expression);
    text = '';
    end = expression.offset + expression.text.length + 1;
  }
  parts.push(text + template.slice(end));
  return parts.filter(part => part !== '');
}

/** The length of the unbroken row of `$` that ends here, as far as it begins at `from` or behind. */
function countDollars(text: string, from: number, last: number): number {
  let first = last;
  while (first > from && text[first - 1] === '$') first--;
  return last - first + 1;
}

class Budget {
  #expressions = 0;
  #characters = 0;

  spend({ template, offset, text }: ScannedExpression): void {
    this.#expressions++;
    this.#characters += text.length;
    if (this.#expressions > MAX_EXPRESSIONS) {
      const message = `more than ${MAX_EXPRESSIONS} expressions: an annotation can hold no more`;
      throw new ExpressionError(message, template, offset - 2, 2);
    }
    if (this.#characters > MAX_CODE_LENGTH) {
      const message = `the expressions up to here have more than ${MAX_CODE_LENGTH} characters: shorten them`;
      throw new ExpressionError(message, template, offset - 2, 2);
    }
  }
}

function templateTooLong(template: string): ExpressionError {
  const message = `the text has ${template.length} characters: at most ${MAX_ANNOTATION_LENGTH} fit into an annotation`;
  return new ExpressionError(
    message,
    template,
    MAX_ANNOTATION_LENGTH,
    template.length - MAX_ANNOTATION_LENGTH,
  );
}
