import { findClosestName } from '../bounds/closest-name.ts';
import { ALLOWED_FUNCTIONS } from './allowed-functions.ts';
import { adviseLiteral, errorAt } from './expression-source.ts';
import { MACROS } from './macros.ts';
import { quoteCode } from './quote-code.ts';
import type { ScannedExpression } from './scan-expression.ts';

/** Signs in a row. The library parses and checks each in a call of its own, and does not count them. */
const MAX_SIGNS = 8;

const CALL = /\b[A-Za-z_]\w*\b(?=\s*\()/g;
const SIGNS = new RegExp(`(?:[!-]\\s*){${MAX_SIGNS + 1}}`);

/**
 * What must be known of an expression before the library's parser sees it: it recurses on signs, and keeps
 * every function name that it meets for ever.
 * @throws ExpressionError
 */
export function checkCode(source: ScannedExpression): void {
  if (source.code.trim() === '') {
    const example = source.offset === 0 ? 'ordinal == 0' : '$(ordinal)';
    const message = `the expression is empty: expected for example \`${example}\`${adviseLiteral(source)}`;
    throw errorAt(source, { start: 0, end: source.text.length }, message);
  }
  const signs = SIGNS.exec(source.code);
  if (signs) {
    const message = `more than ${MAX_SIGNS} of \`!\` and \`-\` in a row: leave out those that cancel each other`;
    throw errorAt(source, { start: signs.index, end: signs.index + signs[0].trimEnd().length }, message);
  }
  for (const call of source.code.matchAll(CALL)) checkFunctionName(source, call[0], call.index);
}

function checkFunctionName(source: ScannedExpression, name: string, start: number): void {
  if (name === 'in' || MACROS.has(name) || ALLOWED_FUNCTIONS.has(name)) return;
  const known = [...ALLOWED_FUNCTIONS.keys(), ...MACROS];
  const closest = findClosestName(name, known);
  const advice = closest ? `did you mean \`${closest}\`?` : `an expression can call ${known.join(', ')}`;
  throw errorAt(
    source,
    { start, end: start + name.length },
    `unknown function ${quoteCode(name)}: ${advice}`,
  );
}
