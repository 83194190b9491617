import type { ASTNode } from '@marcbachmann/cel-js';
import { type CelType, type CheckedNode, checkedNodes } from './checked-node.ts';
import type { ExpressionError } from './expression-error.ts';
import { type ExpressionSource, errorAt } from './expression-source.ts';
import { findComprehension } from './macros.ts';
import type { Expected } from './parse-expression.ts';

const SCALARS: ReadonlySet<string> = new Set(['int', 'string', 'bool']);

/**
 * What the library's type checker lets through and should not. To be called after it, on the same tree.
 * @returns the type of the result.
 * @throws ExpressionError
 */
export function checkTypes(root: CheckedNode, source: ExpressionSource, expected: Expected): string {
  for (const node of checkedNodes(root)) {
    if (!isKnown(typeOf(node))) {
      throw refuse(source, node, describeUnknown(typeOf(node)));
    }
    checkMapKeys(node, source);
  }
  const result = typeOf(root);
  const complaint = isExpected(result, expected) ? undefined : describeUnexpected(result, expected);
  if (complaint === undefined) return describeType(result);
  throw refuse(source, root, `the result is of type ${describeType(result)}: ${complaint}`);
}

function isExpected(type: CelType | undefined, expected: Expected): boolean {
  switch (expected) {
    case 'text':
      return SCALARS.has(type?.name ?? '');
    case 'condition':
      return type?.name === 'bool';
    case 'value':
      return !holds(type, isPod);
    case 'variable':
      return !holds(type, ({ kind }) => kind === 'param');
  }
}

function holds(type: CelType | undefined, test: (type: CelType) => boolean): boolean {
  return type !== undefined && (test(type) || holds(type.keyType, test) || holds(type.valueType, test));
}

function describeUnexpected(type: CelType | undefined, expected: Expected): string {
  switch (expected) {
    case 'condition':
      return 'expected a bool, as in `ordinal == 0`';
    case 'variable':
      return 'the list is written as empty, so that nothing is known of its elements: give it one';
    default:
      return `expected ${expected === 'text' ? 'a string, an int or a bool' : 'strings, ints, bools, or lists or maps of them'}; ${adviceFor(type)}`;
  }
}

/** The struct that `pods` holds. Its class makes it a type of its own to the library. */
function isPod({ kind, name }: CelType): boolean {
  return kind === 'message' && name === 'Pod';
}

/** The element type of a list that is always empty is unknown; such an element must not be used. */
function isKnown(type: CelType | undefined, withinList = false): boolean {
  switch (type?.kind) {
    case 'primitive':
      return SCALARS.has(type.name);
    case 'param':
      return withinList;
    case 'list':
      return isKnown(type.valueType, true);
    case 'map':
      return isKnown(type.keyType) && isKnown(type.valueType);
    case 'message':
      return isPod(type);
    default:
      return false;
  }
}

/** The library indexes maps by any type, looks at no types in `has`, and iterates over int keys as strings. */
function checkMapKeys(node: CheckedNode, source: ExpressionSource): void {
  if (node.op === '[]' || node.op === '.') {
    const map = typeOf(node.args[0]);
    const key = node.op === '[]' ? typeOf(node.args[1])?.name : 'string';
    if (map?.kind !== 'map' || map.keyType?.name === key) return;
    throw refuse(source, node, `the keys of this map are of type ${map.keyType?.name}, not ${key}`);
  }
  if (node.op === 'call' && node.args[0] === 'has') checkHas(node, source);
  const range = node.op === 'rcall' ? findComprehension(node)?.range : undefined;
  const keyType = range && typeOf(range)?.keyType;
  if (keyType && keyType.name !== 'string') {
    throw refuse(source, node, 'macros are only available on lists and on maps with string keys');
  }
}

function checkHas(node: Extract<ASTNode, { op: 'call' }>, source: ExpressionSource): void {
  const [field] = node.args[1];
  const map = field?.op === '.' ? typeOf(field.args[0]) : undefined;
  if (map?.keyType?.name === 'string') return;
  throw refuse(source, node, '`has` looks for a key of a map with string keys: expected has(labels.name)');
}

function typeOf(node: CheckedNode): CelType | undefined {
  return node.checkedType;
}

function describeUnknown(type: CelType | undefined): string {
  return type?.kind === 'param'
    ? 'the type of this is unknown, because it comes from a list that is written as empty: give that an element'
    : `a value of type ${describeType(type)} is not available: expected strings, ints, bools, or lists of them`;
}

/** `list<T>` is the type of a list that is always empty. */
export function describeType(type: CelType | undefined): string {
  return (type?.name ?? 'unknown').replaceAll(/\b[A-Z]\b/g, 'unknown').slice(0, 80);
}

function adviceFor(type: CelType | undefined): string {
  if (holds(type, isPod)) return 'choose a field, as in pods[0].name or pods.map(p, p.fqdn).join(",")';
  if (type?.kind !== 'list') return 'choose one value of it, as in labels["role"]';
  return type.valueType?.name === 'string'
    ? 'make a string of it, as in peers.join(","), or choose an element, as in peers[0]'
    : 'choose an element, as in list[0]';
}

function refuse(source: ExpressionSource, node: ASTNode, message: string): ExpressionError {
  return errorAt(source, { start: node.start, end: node.end }, message);
}
