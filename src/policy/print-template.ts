import type { Template } from '../expression/parse-template.ts';
import { Cel, printText, type Text } from './cel.ts';
import { printExpression, type VariableCodes } from './print-expression.ts';

/** A text of the annotation: as it is where it has no expressions, else as CEL that gives it. */
export function printTemplate({ parts }: Template, codes: VariableCodes): Text {
  if (parts.every(part => typeof part === 'string')) return parts.join('');
  const printed = parts.map(part =>
    typeof part === 'string' ? printText(part) : printExpression(part, codes),
  );
  return new Cel(joinTexts(printed));
}

/** A sum of many would be nested deeper than the API server's parser allows. */
export function joinTexts(codes: readonly string[]): string {
  if (codes.length <= FEW) return codes.join(' + ');
  return `[${codes.join(', ')}].join("")`;
}

const FEW = 8;
