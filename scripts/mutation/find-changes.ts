import type { AnyNode, LogicalExpression, Program } from 'acorn';
import { changeNumber, findLimits } from './change-number.ts';
import { changeOperator } from './change-operator.ts';
import { listNodes } from './list-nodes.ts';

/** An expression that is replaced by another one. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Finds what can be changed in a program, one at a time: conditions, operators and limits. */
export function findChanges(program: Program, code: string): Change[] {
  const changes = listNodes(program).flatMap(node => changeNode(node, code));
  return [...findLimits(program), ...changes].toSorted((one, other) => one.start - other.start);
}

function changeNode(node: AnyNode, code: string): Change[] {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return [replace(node.test, 'true'), replace(node.test, 'false')];
    // Never `true`: a loop without an end tells nothing about the tests.
    case 'WhileStatement':
    case 'ForStatement':
      return node.test ? [replace(node.test, 'false')] : [];
    case 'UnaryExpression':
      return node.operator === '!' ? [replace(node, code.slice(node.start + 1, node.end))] : [];
    case 'LogicalExpression':
      return [...changeOperator(node, code), ...dropOperand(node)];
    case 'BinaryExpression':
      return [...changeOperator(node, code), ...[node.left, node.right].flatMap(changeNumber)];
    case 'AssignmentExpression':
      return changeOperator(node, code);
    case 'UpdateExpression':
      return [replace(node, code.slice(node.start, node.end).replace(/\+\+|--/, flip))];
    default:
      return [];
  }
}

/** The other operand decides alone. */
function dropOperand({ left, right, operator }: LogicalExpression): Change[] {
  if (operator === '??') return [];
  const neutral = operator === '&&' ? 'true' : 'false';
  return [replace(left, neutral), replace(right, neutral)];
}

function flip(sign: string): string {
  return sign === '++' ? '--' : '++';
}

export function replace(
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
): Change {
  return { start, end, text };
}
