import type { ASTNode } from '@marcbachmann/cel-js';
import { findClosestName } from '../bounds/closest-name.ts';
import { listNames } from '../bounds/list-names.ts';
import { BrokenReference } from './broken-reference.ts';
import type { ExpressionError } from './expression-error.ts';
import { type ExpressionSource, nodeError } from './expression-source.ts';
import { OWN_VARIABLES, type OwnVariables } from './own-variables.ts';
import { isVariableName, VARIABLE_TYPES, type VariableName } from './pod-variables.ts';
import { quoteCode } from './quote-code.ts';

/** What names mean where an expression is checked. */
export interface NameContext {
  readonly source: ExpressionSource;
  readonly declared: OwnVariables;
  readonly used: Set<VariableName>;
  readonly own: Set<string>;
  /** The macro variables in scope, with how deep lists are nested in each. */
  readonly scope: ReadonlyMap<string, number>;
}

/**
 * Checks a variable that stands by itself, and counts it as used.
 *
 * @returns how deep lists are nested in it.
 * @throws ExpressionError where there is none of that name.
 */
export function checkVariable(node: Extract<ASTNode, { op: 'id' }>, context: NameContext): number {
  const name = node.args;
  const inScope = context.scope.get(name);
  if (inScope !== undefined) return inScope;
  if (isVariableName(name)) {
    context.used.add(name);
    return nestingOfType(VARIABLE_TYPES[name]);
  }
  if (name === OWN_VARIABLES) {
    throw nodeError(context.source, node, 'expected the name of a variable behind it: variables.NAME');
  }
  const known = [...context.scope.keys(), ...Object.keys(VARIABLE_TYPES), OWN_VARIABLES];
  const closest = findClosestName(name, known);
  const advice = closest
    ? `did you mean \`${closest}\`?`
    : `an expression can use ${known.map(quoteCode).join(', ')}; a literal \`$(\` is written \`$$(\``;
  throw nodeError(context.source, node, `unknown variable ${quoteCode(name)}: ${advice}`);
}

/**
 * Checks a variable of the annotation, and counts it as used. Undefined for any other member of a value.
 *
 * @returns how deep lists are nested in it.
 */
export function checkOwnVariable(
  node: Extract<ASTNode, { op: '.' }>,
  context: NameContext,
): number | undefined {
  const [of, name] = node.args;
  if (of.op !== 'id' || of.args !== OWN_VARIABLES || context.scope.has(OWN_VARIABLES)) return undefined;
  const variable = context.declared.get(name);
  if (variable === undefined) throw refuseUndeclared(node, name, context);
  context.own.add(name);
  for (const used of variable.uses) context.used.add(used);
  return nestingOfType(variable.type);
}

function refuseUndeclared(node: ASTNode, name: string, context: NameContext): ExpressionError {
  const { declared, source } = context;
  if (declared.isBroken(name)) return new BrokenReference(source, node);
  const cycle = declared.findCycle(name);
  if (cycle !== undefined) {
    return nodeError(source, node, `the variables refer to each other in a circle: ${cycle.join(' → ')}`);
  }
  if (declared.isWritten(name)) {
    return nodeError(
      source,
      node,
      `variable ${quoteCode(name)} stands further down: move it above the one that uses it`,
    );
  }
  const { names } = declared;
  const closest = findClosestName(name, names);
  if (closest !== undefined) {
    return nodeError(
      source,
      node,
      `unknown variable ${quoteCode(name)}: did you mean \`variables.${closest}\`?`,
    );
  }
  const known = names.length === 0 ? 'the annotation has none here' : `known are ${listNames(names)}`;
  return nodeError(source, node, `unknown variable ${quoteCode(name)}: ${known}`);
}

/** How deep lists and maps are nested in a value of a type such as `list<map<string, int>>`. */
function nestingOfType(type: string): number {
  return type.split('<').length - 1;
}
