import type { ASTNode } from '@marcbachmann/cel-js';
import { MAX_STEPS, MAX_WEIGHT } from '../bounds/bounds.ts';
import { ALLOWED_FUNCTIONS } from './allowed-functions.ts';
import { type CheckedNode, findOwnName } from './checked-node.ts';
import { type Cost, combinedCost } from './cost.ts';
import type { ExpressionError } from './expression-error.ts';
import { type ExpressionSource, errorAt } from './expression-source.ts';
import { type Comprehension, findComprehension } from './macros.ts';
import {
  callCost,
  comprehensionCost,
  elementCost,
  listCost,
  literalCost,
  logicCost,
  mapCost,
  operatorCost,
  ternaryCost,
  unaryCost,
  variableSize,
} from './node-costs.ts';
import { OWN_VARIABLES } from './own-variables.ts';
import { quoteCode } from './quote-code.ts';
import { SCALAR, type Size } from './size.ts';

/** The sizes of what is in scope, by name. */
export type Scope = ReadonlyMap<string, Size>;

/**
 * An upper bound of the value's size and of the steps of evaluating an expression, found from the sizes of
 * the variables, without evaluating it. No value on the way is larger either than is allowed for any.
 * @throws ExpressionError at the smallest part that exceeds a bound.
 */
export function boundExpression(root: ASTNode, source: ExpressionSource, variables: Scope): Cost {
  return boundOf(root, { source, scope: variables });
}

interface Context {
  readonly source: ExpressionSource;
  readonly scope: Scope;
}

function boundOf(node: ASTNode, context: Context): Cost {
  const cost = boundByKind(node, context);
  const steps = cost.steps + 1;
  if (cost.size.weight > MAX_WEIGHT) {
    const growth = `could grow to ${Math.ceil(cost.size.weight)} characters and list elements`;
    throw refuse(node, context, `${growth}: at most ${MAX_WEIGHT} are allowed; make it shorter`);
  }
  if (steps > MAX_STEPS) {
    const growth = `could take ${Math.ceil(steps)} steps`;
    throw refuse(node, context, `${growth}: at most ${MAX_STEPS} are allowed; avoid macros over long lists`);
  }
  return { ...cost, steps };
}

function refuse({ start, end }: ASTNode, { source }: Context, message: string): ExpressionError {
  return errorAt(source, { start, end }, `${quoteCode(source.text.slice(start, end))} ${message}`);
}

function boundByKind(node: ASTNode, context: Context): Cost {
  const bound = (part: ASTNode) => boundOf(part, context);
  switch (node.op) {
    case 'value':
      return literalCost(node.args);
    case 'id':
      return combinedCost(context.scope.get(node.args) ?? unbounded(node.args), []);
    case '!_':
    case '-_':
      return unaryCost(node.op, bound(node.args));
    case '.':
      return boundOfMember(node, context);
    case '[]':
      return elementCost(bound(node.args[0]), bound(node.args[1]));
    case 'list':
      return listCost(node.args.map(bound));
    case 'map':
      return mapCost(
        node.args.map(([key]) => bound(key)),
        node.args.map(([, value]) => bound(value)),
      );
    case '?:':
      return ternaryCost(bound(node.args[0]), bound(node.args[1]), bound(node.args[2]));
    case '&&':
    case '||':
      return logicCost(bound(node.args[0]), bound(node.args[1]));
    case 'call':
      return boundOfCall(node.args[0], node.args[1], context);
    case 'rcall': {
      const comprehension = findComprehension(node);
      if (comprehension) return boundOfComprehension(comprehension, context);
      return boundOfCall(node.args[0], [node.args[1], ...node.args[2]], context);
    }
    case '.?':
    case '[?]':
      return unbounded(node.op);
    default:
      return operatorCost(node.op, bound(node.args[0]), bound(node.args[1]));
  }
}

/** A variable of the annotation is bounded by itself: here it is only looked up, or fails as it did. */
function boundOfMember(node: Extract<ASTNode, { op: '.' }>, context: Context): Cost {
  const name = findOwnName(node);
  if (name !== undefined) {
    return combinedCost(context.scope.get(ownKey(name)) ?? unbounded(name), [], 1, true);
  }
  const cost = elementCost(boundOf(node.args[0], context), literalCost(node.args[1]));
  return isScalar(node) ? { ...cost, size: SCALAR } : cost;
}

/** The ordinal of a pod, whose size counts as that of its longest field. */
function isScalar({ checkedType }: CheckedNode): boolean {
  return checkedType?.name === 'int' || checkedType?.name === 'bool';
}

/** The key in a scope of a variable of the annotation. No variable of a macro can have such a name. */
export function ownKey(name: string): string {
  return `${OWN_VARIABLES}.${name}`;
}

function boundOfCall(name: string, args: readonly ASTNode[], context: Context): Cost {
  // Looks for one key of a variable; cannot fail.
  if (name === 'has') return combinedCost(SCALAR, [], 1);
  const called = ALLOWED_FUNCTIONS.get(name) ?? unbounded(name);
  return callCost(
    called,
    args.map(arg => boundOf(arg, context)),
  );
}

function boundOfComprehension({ name, range, variable, bodies }: Comprehension, context: Context): Cost {
  const over = boundOf(range, context);
  const within = { ...context, scope: new Map(context.scope).set(variable, variableSize(over)) };
  return comprehensionCost(
    name,
    over,
    bodies.map(body => boundOf(body, within)),
  );
}

/** What passed the allow-list has a bound; anything else is a mistake of ours, and must not be evaluated. */
function unbounded(name: string): never {
  throw new Error(`${name} has no bound`);
}
