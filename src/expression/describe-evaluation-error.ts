import type { EvaluationError } from '@marcbachmann/cel-js';
import { quoteCode } from './quote-code.ts';

/**
 * An error of the library's evaluator in our words. What the library says can hold any value, so only what
 * is known to be harmless is taken from it.
 * @param showsNumbers false when a number could come from a label.
 */
export function describeEvaluationError(error: EvaluationError, showsNumbers: boolean): string {
  switch (error.code) {
    case 'index_out_of_bounds':
      return describeIndex(error.summary, showsNumbers);
    case 'no_such_key':
      return `${describeKey(error)}: test for it first, with ${describeTest(error)}`;
    case 'index_out_of_range':
      return 'the index is outside the string';
    case 'division_by_zero':
    case 'modulo_by_zero':
      return 'division by zero';
    case 'numeric_overflow':
      return 'integer overflow: the result is not between -9223372036854775808 and 9223372036854775807';
    case 'int_conversion_error':
      return 'the string is not a decimal int: expected for example "42"';
    case 'bool_conversion_error':
      return 'the string is not a bool: expected "true" or "false"';
    default:
      return `the expression cannot be evaluated (${quoteCode(String(error.code))})`;
  }
}

function describeIndex(summary: string, showsNumbers: boolean): string {
  const [, index, size] = /index (-?\d+) (?:< 0|>= size (\d+|undefined))$/.exec(summary) ?? [];
  if (!showsNumbers || !index) return 'the index is outside the list';
  // The library says `undefined` of an empty list.
  const elements = size === undefined ? '' : `, which has ${size === 'undefined' ? 0 : size} elements`;
  return `index ${index.slice(0, 20)} is outside the list${elements}`;
}

/** Only a key that is written in the expression: one that was calculated can be the value of a label. */
function describeKey({ node }: EvaluationError): string {
  const field: unknown = node?.op === '.' ? node.args[1] : undefined;
  const literal = node?.op === '[]' && node.args[1].op === 'value' ? node.args[1].args : undefined;
  const key = field ?? literal;
  return key === undefined ? 'the map has no such key' : `the map has no key ${quoteCode(String(key))}`;
}

/** `has` takes the name of a map; any other expression that gives one can stand behind `in`. */
function describeTest({ node }: EvaluationError): string {
  const map = node?.op === '.' || node?.op === '[]' ? node.args[0] : undefined;
  if (map?.op !== 'id') return '"name" in map';
  return `has(${map.args}.name) or "name" in ${map.args}`;
}
