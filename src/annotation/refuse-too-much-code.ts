import { MAX_CODE_LENGTH, MAX_EXPRESSIONS } from '../bounds/bounds.ts';
import { AnnotationError } from './annotation-error.ts';
import { ExpressionError } from './expression/expression-error.ts';
import { scanTemplate } from './expression/scan-template.ts';

/**
 * Bounds the expressions of a whole annotation, before any is parsed: that costs about a microsecond a
 * character, while everybody else's pods wait.
 *
 * @throws AnnotationError
 */
export function refuseTooMuchCode(written: unknown): void {
  const lengths = listTexts(written).flatMap(measureExpressions);
  const characters = lengths.reduce((sum, length) => sum + length, 0);
  if (lengths.length > MAX_EXPRESSIONS) {
    throw new AnnotationError(
      `expected at most ${MAX_EXPRESSIONS} expressions in the whole annotation, got ${lengths.length}: use fewer`,
    );
  }
  if (characters > MAX_CODE_LENGTH) {
    throw new AnnotationError(
      `expected all expressions of the annotation to have at most ${MAX_CODE_LENGTH} characters, got ${characters}: shorten them`,
    );
  }
}

/** Every key and text that can hold an expression, and some that cannot. */
function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...listTexts(part)]);
}

function measureExpressions(text: string): number[] {
  if (!text.includes('$(')) return [];
  try {
    return scanTemplate(text).flatMap(part => (typeof part === 'string' ? [] : [part.text.length]));
  } catch (error) {
    // Said with its place when the text is parsed, which stops at the same character.
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}
