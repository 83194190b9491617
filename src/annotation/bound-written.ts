import {
  MAX_CODE_LENGTH,
  MAX_EXPRESSIONS,
  MAX_WRITTEN_LENGTH,
  MAX_WRITTEN_VALUES,
} from '../bounds/bounds.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import { scanTemplate } from '../expression/scan-template.ts';
import { AnnotationError } from './annotation-error.ts';

/**
 * Bounds what an annotation holds before more is done with it. An alias of YAML counts as what it repeats: of a few bytes
 * it can make megabytes. To parse an expression takes about a microsecond for each character.
 *
 * @throws AnnotationError
 */
export function boundWritten(written: unknown): void {
  const { texts, conditions } = listTexts(written);
  const expressions = [...texts.flatMap(measureExpressions), ...conditions.map(({ length }) => length)];
  refuseMore('expressions in the whole annotation', expressions.length, MAX_EXPRESSIONS, 'use fewer');
  const characters = expressions.reduce((sum, length) => sum + length, 0);
  refuseMore('characters in all expressions', characters, MAX_CODE_LENGTH, 'shorten them');
}

const REPEATED = 'an alias counts as all that it repeats; put large texts into ConfigMaps';

/** Every key and text, whether it may hold expressions or not, and the conditions among them, which are expressions as they stand. */
function listTexts(written: unknown): { readonly texts: string[]; readonly conditions: string[] } {
  const texts: string[] = [];
  const conditions: string[] = [];
  let length = 0;
  let values = 0;
  const open: unknown[] = [written];
  while (open.length > 0) {
    const value = open.pop();
    values += 1;
    refuseMore('values, aliases resolved', values, MAX_WRITTEN_VALUES, REPEATED);
    const read = typeof value === 'string' ? [value] : listKeys(value);
    for (const text of read) length += text.length;
    refuseMore('characters, aliases resolved', length, MAX_WRITTEN_LENGTH, REPEATED);
    texts.push(...read);
    if (value === null || typeof value !== 'object') continue;
    open.push(...Object.values(value));
    if ('when' in value && typeof value.when === 'string') conditions.push(value.when);
  }
  return { texts, conditions };
}

function listKeys(value: unknown): string[] {
  return value === null || typeof value !== 'object' || Array.isArray(value) ? [] : Object.keys(value);
}

function refuseMore(what: string, got: number, bound: number, advice: string): void {
  if (got > bound) throw new AnnotationError(`expected at most ${bound} ${what}, got ${got}: ${advice}`);
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
