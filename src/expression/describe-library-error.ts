import type { ASTNode, TypeError as CelTypeError, EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { findClosestName } from '../bounds/closest-name.ts';
import { ALLOWED_FUNCTIONS } from './allowed-functions.ts';
import { describeType } from './check-types.ts';
import type { CheckedNode } from './checked-node.ts';
import { makeVisible } from './make-visible.ts';
import { POD_FIELDS } from './pod-variables.ts';
import { quoteCode } from './quote-code.ts';

type LibraryError = ParseError | CelTypeError | EvaluationError;

const TOKENS: Readonly<Record<string, string>> = {
  EOF: 'the end of the expression',
  IDENTIFIER: 'a name',
  NUMBER: 'a number',
  STRING: 'a string',
  BYTES: 'bytes',
  BOOLEAN: 'a bool',
  NULL: '`null`',
  LPAREN: '`(`',
  RPAREN: '`)`',
  LBRACKET: '`[`',
  RBRACKET: '`]`',
  LBRACE: '`{`',
  RBRACE: '`}`',
  DOT: '`.`',
  COMMA: '`,`',
  COLON: '`:`',
  QUESTION: '`?`',
  PLUS: '`+`',
  MINUS: '`-`',
  MULTIPLY: '`*`',
  DIVIDE: '`/`',
  MODULO: '`%`',
  EQ: '`==`',
  NE: '`!=`',
  LT: '`<`',
  LE: '`<=`',
  GT: '`>`',
  GE: '`>=`',
  AND: '`&&`',
  OR: '`||`',
  NOT: '`!`',
  IN: '`in`',
};

/** Messages by the library's code, made from the types that it names, in its order. */
const TYPE_ERRORS: Readonly<Record<string, (first: string, second: string) => string>> = {
  cannot_index_type: type => `a value of type ${type} has neither keys nor elements`,
  invalid_index_type: type => `the index of a list must be an int, got ${type}`,
  heterogeneous_list_element: (first, other) =>
    `the elements of a list must have one type, got ${first} and ${other}`,
  heterogeneous_map_key: (first, other) => `the keys of a map must have one type, got ${first} and ${other}`,
  heterogeneous_map_value: (first, other) =>
    `the values of a map must have one type, got ${first} and ${other}`,
  incompatible_ternary_branches: (yes, no) =>
    `both results of \`condition ? a : b\` must have one type, got ${yes} and ${no}`,
  invalid_condition_type: type => `the condition must be a bool, got ${type}`,
  invalid_logical_operand: type => `\`&&\` and \`||\` take bools, got ${type}`,
  invalid_comprehension_range: type => `macros go over a list or a map, not a value of type ${type}`,
};

/**
 * An error of the library's parser or type checker in our words. What it says then holds names and types of
 * the expression, never a value.
 * @param text the part of the expression that the error is about.
 */
export function describeStaticError(error: LibraryError, text: string): string {
  switch (error.code) {
    case 'unexpected_token':
    case 'expected_token':
    case 'unexpected_character':
      return `syntax error: ${describeTokens(error.summary, text)}`;
    case 'reserved_identifier':
      return describeReserved(text);
    case 'no_such_overload':
      return describeOperator(error.node as CheckedNode | undefined);
    case 'no_matching_overload':
      return describeCall(error.node as CheckedNode | undefined);
    case 'no_such_key':
      return describeField(error.node as CheckedNode | undefined);
    case 'invalid_macro_argument':
      return 'the first argument of a macro is a name for the element: expected for example list.map(x, x + 1)';
    case 'limit_exceeded':
      return error.summary.includes('maxCallArguments')
        ? 'the call has too many arguments'
        : 'the expression is nested too deep: simplify it';
    default:
      return describeTypes(error);
  }
}

function describeTypes({ code, summary }: LibraryError): string {
  const [first = 'unknown', second = 'unknown'] = [...summary.matchAll(/'([^']*)'/g)].map(([, type]) => type);
  const describe = TYPE_ERRORS[code];
  if (describe) return describe(first, second);
  // Mistakes within literals, in the library's own words: they are short, and hold only the literal.
  return `syntax error: ${summary.charAt(0).toLowerCase()}${makeVisible(summary.slice(1, 160))}`;
}

function describeTokens(summary: string, text: string): string {
  const [, expected, got] = /^Expected (\w+), got (\w+)$/.exec(summary) ?? [];
  if (expected && got) return `expected ${TOKENS[expected] ?? expected}, got ${TOKENS[got] ?? got}`;
  const [, unexpected] = /^Unexpected token: (\w+)$/.exec(summary) ?? [];
  if (unexpected === 'EOF') return 'the expression ends where a value is expected';
  if (unexpected) return `expected a value, got ${TOKENS[unexpected] ?? unexpected}`;
  return `unexpected ${quoteCode(text)}${adviseOn(text)}`;
}

function adviseOn(text: string): string {
  if (text.startsWith('$')) return ': a variable is written by its name alone, as in `ordinal`';
  const meant = FOREIGN_OPERATORS.get(text);
  return meant === undefined ? '' : `: did you mean \`${meant}\`?`;
}

/** What other languages write, as far as the lexer comes before it stumbles. */
const FOREIGN_OPERATORS: ReadonlyMap<string, string> = new Map([
  ...(['=', 'eq', 'is'] as const).map(operator => [operator, '=='] as const),
  ...(['&', 'and', 'AND'] as const).map(operator => [operator, '&&'] as const),
  ...(['|', 'or', 'OR'] as const).map(operator => [operator, '||'] as const),
]);

function describeReserved(name: string): string {
  const advice = name === 'namespace' ? 'the namespace is `ns`' : 'choose another name';
  return `${quoteCode(name)} is a reserved word: ${advice}`;
}

function describeOperator(node: CheckedNode | undefined): string {
  if (node?.op === '!_' || node?.op === '-_') {
    return `\`${node.op.charAt(0)}\` cannot be applied to ${typeName(node.args)}`;
  }
  if (!node || node.op === 'value' || node.op === 'id' || !Array.isArray(node.args))
    return 'operator not available';
  const [left, right] = (node.args as ASTNode[]).map(typeName);
  const isConvertible = CONVERTIBLE.has(`${left} ${right}`) && CONVERTING.has(node.op);
  const advice = isConvertible ? ': convert with string(…)' : '';
  return `\`${node.op}\` cannot be applied to ${left} and ${right}${advice}`;
}

const CONVERTING: ReadonlySet<string> = new Set(['+', '==', '!=']);
const CONVERTIBLE: ReadonlySet<string> = new Set(['int string', 'string int', 'bool string', 'string bool']);

/** Only structs have fields that are known before they are evaluated. */
function describeField(node: CheckedNode | undefined): string {
  const name = node?.op === '.' ? node.args[1] : '';
  const known = Object.keys(POD_FIELDS);
  const closest = findClosestName(name, known);
  const advice = closest === undefined ? `known are ${known.join(', ')}` : `did you mean \`${closest}\`?`;
  return `a pod has no field ${quoteCode(name)}: ${advice}`;
}

function describeCall(node: CheckedNode | undefined): string {
  if (node?.op !== 'call' && node?.op !== 'rcall') return 'function not available';
  const name = node.args[0];
  const args = (node.op === 'call' ? node.args[1] : node.args[2]).map(typeName).join(', ');
  const receiver = node.op === 'rcall' ? `${typeName(node.args[1])}.` : '';
  const usage = ALLOWED_FUNCTIONS.get(name)?.usage ?? name;
  const advice =
    name === 'join' && receiver.startsWith('list<')
      ? '; make strings of its elements, as in list.map(x, string(x))'
      : '';
  return `\`${name}\` cannot be called as ${receiver}${name}(${args}): expected ${usage}${advice}`;
}

function typeName(node: CheckedNode): string {
  return describeType(node.checkedType);
}
