import type { CheckedNode } from '../expression/checked-node.ts';
import { findComprehension } from '../expression/macros.ts';
import type { Expression } from '../expression/parse-expression.ts';
import { isVariableName, type VariableName } from '../expression/pod-variables.ts';
import { printText } from './cel.ts';

/** How each variable of an annotation is written in a policy; what uses another one is refused before. */
export type VariableCodes = Readonly<Partial<Record<VariableName, string>>>;

/** The CEL of Kubernetes for an expression of an annotation, as a string: ints and bools are converted. */
export function printExpression({ tree }: Expression, codes: VariableCodes): string {
  return printString(tree, { codes, bound: new Set() });
}

interface Scope {
  readonly codes: VariableCodes;
  /** The variables of macros around. */
  readonly bound: ReadonlySet<string>;
}

/** The API server's `string` may not take a bool. */
function printString(node: CheckedNode, scope: Scope): string {
  const code = print(node, scope);
  const type = node.checkedType?.name;
  if (type === 'string') return code;
  return type === 'bool' ? `(${code} ? "true" : "false")` : `string(${code})`;
}

function print(node: CheckedNode, scope: Scope): string {
  const inside = (inner: CheckedNode) => print(inner, scope);
  switch (node.op) {
    case 'value':
      return printLiteral(node.args);
    case 'id':
      return printVariable(node.args, scope);
    case '-_':
      return `(-${inside(node.args)})`;
    case '!_':
      return `(!${inside(node.args)})`;
    case '.':
      return `${inside(node.args[0])}[${printText(node.args[1])}]`;
    case '[]':
      return `${inside(node.args[0])}[${inside(node.args[1])}]`;
    case 'list':
      return `[${node.args.map(inside).join(', ')}]`;
    case 'map':
      return `{${node.args.map(([key, value]) => `${inside(key)}: ${inside(value)}`).join(', ')}}`;
    case '?:':
      return `(${inside(node.args[0])} ? ${inside(node.args[1])} : ${inside(node.args[2])})`;
    case 'call':
      return printCall(node.args[0], node.args[1], scope);
    case 'rcall':
      return printMethod(node, scope);
    default:
      return printOperator(node, inside);
  }
}

/** The parser has let nothing else through. */
function printOperator(node: CheckedNode, inside: (inner: CheckedNode) => string): string {
  const [left, right] = node.args as readonly [CheckedNode, CheckedNode];
  return `(${inside(left)} ${node.op} ${inside(right)})`;
}

function printLiteral(value: unknown): string {
  return typeof value === 'string' ? printText(value) : String(value);
}

function printVariable(name: string, { codes, bound }: Scope): string {
  const code = !bound.has(name) && isVariableName(name) ? codes[name] : undefined;
  return code ?? nameBound(name);
}

/** No variable of Kubernetes ends so. */
function nameBound(name: string): string {
  return `${name}_`;
}

function printCall(name: string, args: readonly CheckedNode[], scope: Scope): string {
  const [first] = args;
  if (name === 'has' && first?.op === '.') {
    return `(${printText(first.args[1])} in ${print(first.args[0], scope)})`;
  }
  if (name === 'string' && first !== undefined) return printString(first, scope);
  return `${name}(${args.map(arg => print(arg, scope)).join(', ')})`;
}

function printMethod(node: Extract<CheckedNode, { op: 'rcall' }>, scope: Scope): string {
  const [name, receiver, args] = node.args;
  const comprehension = findComprehension(node);
  if (comprehension === undefined) {
    return `${print(receiver, scope)}.${name}(${args.map(arg => print(arg, scope)).join(', ')})`;
  }
  const { range, variable, bodies } = comprehension;
  const inner = { ...scope, bound: new Set([...scope.bound, variable]) };
  const printed = bodies.map(body => print(body, inner));
  return `${print(range, scope)}.${name}(${[nameBound(variable), ...printed].join(', ')})`;
}
