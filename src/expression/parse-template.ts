import { NO_VARIABLES, type OwnVariables } from './own-variables.ts';
import { type Expected, type Expression, parseExpression } from './parse-expression.ts';
import type { VariableName } from './pod-variables.ts';
import { scanCondition } from './scan-condition.ts';
import type { ScannedExpression } from './scan-expression.ts';
import { scanTemplate } from './scan-template.ts';

/** A text with expressions, checked as far as it can be without a pod. */
export interface Template {
  readonly source: string;
  /** Which variables are used: decides whether the StatefulSet must be read. */
  readonly variables: ReadonlySet<VariableName>;
  /** Which variables of the annotation are named. */
  readonly own: ReadonlySet<string>;
  /** The CEL type of the value where the text is one expression and nothing else; else `string`. */
  readonly type: string;
  /** How many `$(…)` it holds: at most 256, which is also what a whole annotation may hold. */
  readonly expressions: number;
  /** Literal text and expressions, in order. */
  readonly parts: readonly (string | Expression)[];
}

/**
 * Parses a template such as `server-id=$(100 + ordinal)` and checks what can be checked without a pod:
 * syntax, names, types, what is allowed, nesting and length.
 *
 * @param expected of a text that is one expression and nothing else; of others, each must give a text.
 * @throws ExpressionError
 */
export function parseTemplate(
  source: string,
  own: OwnVariables = NO_VARIABLES,
  expected: Expected = 'text',
): Template {
  const scanned = scanTemplate(source);
  const parts = expected === 'text' ? scanned : dropLastNewline(scanned);
  return makeTemplate(source, parts, own, parts.length === 1 ? expected : 'text');
}

/** A block scalar of YAML ends with a newline that nobody has typed: an expression in it is still all that is written. */
function dropLastNewline<Part>(parts: readonly (string | Part)[]): readonly (string | Part)[] {
  const [first, second] = parts;
  return parts.length === 2 && typeof first !== 'string' && second === '\n' ? parts.slice(0, 1) : parts;
}

/**
 * Parses a condition such as `variables.primary`: an expression that stands without `$(` and `)`, and gives a bool.
 *
 * @throws ExpressionError
 */
export function parseCondition(source: string, own: OwnVariables = NO_VARIABLES): Template {
  return makeTemplate(source, [scanCondition(source)], own, 'condition');
}

function makeTemplate(
  source: string,
  scanned: readonly (string | ScannedExpression)[],
  own: OwnVariables,
  expected: Expected,
): Template {
  const parts = scanned.map(part => (typeof part === 'string' ? part : parseExpression(part, own, expected)));
  const expressions = parts.filter(part => typeof part !== 'string');
  const [only] = expressions;
  // Nearly all texts have one expression, or none.
  if (expressions.length <= 1) {
    const { variables, own: named, type } = only ?? NOTHING;
    return {
      source,
      variables,
      own: named,
      type: parts.length === 1 ? type : 'string',
      expressions: expressions.length,
      parts,
    };
  }
  return {
    source,
    variables: new Set(expressions.flatMap(({ variables }) => [...variables])),
    own: new Set(expressions.flatMap(expression => [...expression.own])),
    type: 'string',
    expressions: expressions.length,
    parts,
  };
}

/** What a text without expressions refers to. */
const NOTHING = { variables: new Set<VariableName>(), own: new Set<string>(), type: 'string' } as const;
