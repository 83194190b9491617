import type { ASTNode } from '@marcbachmann/cel-js';
import { ALLOWED_FUNCTIONS } from './allowed-functions.ts';
import { checkLiteral, checkMapKey, checkNegatedLiteral } from './check-literals.ts';
import { checkOwnVariable, checkVariable, type NameContext } from './check-names.ts';
import type { ExpressionError } from './expression-error.ts';
import { type ExpressionSource, nodeError } from './expression-source.ts';
import { type Comprehension, findComprehension } from './macros.ts';
import type { OwnVariables } from './own-variables.ts';
import type { VariableName } from './pod-variables.ts';
import { quoteCode } from './quote-code.ts';

/** Nodes within nodes. The library's type checker and evaluator recurse, on the left of a `+` chain too. */
const MAX_DEPTH = 100;
const MAX_MACRO_NESTING = 2;
const MAX_LIST_NESTING = 3;

interface Context extends NameContext {
  readonly depth: number;
  readonly macros: number;
}

/** What an expression refers to. */
export interface References {
  /** Also by way of variables of the annotation. */
  readonly variables: ReadonlySet<VariableName>;
  /** Variables of the annotation that it names itself. */
  readonly own: ReadonlySet<string>;
}

/**
 * The allow-list, on the syntax tree, before types are checked: refuses what it does not know.
 * @throws ExpressionError
 */
export function checkSyntax(root: ASTNode, source: ExpressionSource, declared: OwnVariables): References {
  const used = new Set<VariableName>();
  const own = new Set<string>();
  nestingOf(root, { source, declared, used, own, depth: 0, macros: 0, scope: new Map() });
  return { variables: used, own };
}

/**
 * Checks a node and all below it.
 * @returns how deep lists and maps are nested in its value, at most. Bounded, because the library keeps
 * every type that it meets for ever: without a bound there would be endlessly many.
 */
function nestingOf(node: ASTNode, outer: Context): number {
  const context = { ...outer, depth: outer.depth + 1 };
  if (context.depth > MAX_DEPTH) {
    throw refuse(node, context, `operators and calls are nested more than ${MAX_DEPTH} deep: simplify it`);
  }
  const nesting = nestingByKind(node, context);
  if (nesting <= MAX_LIST_NESTING) return nesting;
  throw refuse(node, context, `lists are nested more than ${MAX_LIST_NESTING} deep: simplify the expression`);
}

function nestingByKind(node: ASTNode, context: Context): number {
  switch (node.op) {
    case 'value':
      checkLiteral(node, context.source);
      return 0;
    case 'id':
      return checkVariable(node, context);
    case '-_':
      if (node.args.op !== 'value') return nestingOf(node.args, context);
      checkNegatedLiteral(node.args, context.source);
      return 0;
    case '!_':
      return nestingOf(node.args, context);
    case '.':
      return checkMember(node, context);
    case '[]':
      nestingOf(node.args[1], context);
      return Math.max(0, nestingOf(node.args[0], context) - 1);
    case 'list':
      return 1 + deepest(node.args, context);
    case 'map':
      return checkMapLiteral(node, context);
    case 'call':
    case 'rcall':
      return checkCall(node, context);
    case '?:':
    case '+':
      return deepest(node.args, context);
    case '-':
    case '*':
    case '/':
    case '%':
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'in':
    case '&&':
    case '||':
      deepest(node.args, context);
      return 0;
    default:
      throw refuse(node, context, 'this is not available in expressions');
  }
}

function deepest(nodes: readonly ASTNode[], context: Context): number {
  return nodes.reduce((most, node) => Math.max(most, nestingOf(node, context)), 0);
}

/** A key of a map, a field of a pod, or a variable of the annotation. */
function checkMember(node: Extract<ASTNode, { op: '.' }>, context: Context): number {
  return checkOwnVariable(node, context) ?? Math.max(0, nestingOf(node.args[0], context) - 1);
}

function checkMapLiteral(node: Extract<ASTNode, { op: 'map' }>, context: Context): number {
  if (node.args.length === 0) throw refuse(node, context, 'an empty map is of no use: expected entries');
  const keys = new Set<unknown>();
  for (const [key, value] of node.args) {
    if (nestingOf(value, context) > 0) {
      throw refuse(value, context, 'expected a string, an int or a bool as the value of a map literal');
    }
    checkMapKey(key, keys, context.source);
  }
  return 1;
}

function checkCall(node: Extract<ASTNode, { op: 'call' | 'rcall' }>, context: Context): number {
  const comprehension = node.op === 'rcall' ? findComprehension(node) : undefined;
  if (comprehension) return checkComprehension(node, comprehension, context);
  const name = node.args[0];
  if (name === 'has') return checkHas(node, context);
  const allowed = ALLOWED_FUNCTIONS.get(name);
  const args = node.op === 'call' ? node.args[1] : node.args[2];
  const counts = node.op === 'call' ? allowed?.asFunction : allowed?.asMethod;
  if (!counts?.includes(args.length)) {
    const usage = allowed?.usage ?? macroUsage(name);
    throw refuse(node, context, `${quoteCode(name)} cannot be called like this: expected ${usage}`);
  }
  deepest(node.op === 'call' ? args : [node.args[1], ...args], context);
  return name === 'split' ? 1 : 0;
}

function checkComprehension(
  node: ASTNode,
  { name, range, variable, bodies }: Comprehension,
  context: Context,
) {
  if (context.macros >= MAX_MACRO_NESTING) {
    throw refuse(
      node,
      context,
      `macros are nested more than ${MAX_MACRO_NESTING} deep: simplify the expression`,
    );
  }
  const nesting = nestingOf(range, context);
  const scope = new Map(context.scope).set(variable, Math.max(0, nesting - 1));
  const deepestBody = deepest(bodies, { ...context, scope, macros: context.macros + 1 });
  if (name === 'map') return 1 + deepestBody;
  return name === 'filter' ? nesting : 0;
}

/** The library's `has` looks at no types; so only what can be checked is let through: one key of a map. */
function checkHas(node: Extract<ASTNode, { op: 'call' | 'rcall' }>, context: Context): number {
  const field = node.op === 'call' && node.args[1].length === 1 ? node.args[1][0] : undefined;
  if (field?.op !== '.' || field.args[0].op !== 'id') {
    throw refuse(node, context, '`has` cannot be called like this: expected has(labels.name)');
  }
  checkVariable(field.args[0], context);
  return 0;
}

function macroUsage(name: string): string {
  return name === 'map'
    ? 'list.map(x, result) or list.map(x, condition, result)'
    : `list.${name.slice(0, 20)}(x, condition)`;
}

function refuse(node: ASTNode, context: Context, message: string): ExpressionError {
  return nodeError(context.source, node, message);
}
