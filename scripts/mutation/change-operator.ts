import type { AssignmentExpression, BinaryExpression, LogicalExpression } from 'acorn';
import type { Change } from './find-changes.ts';

type Operation = AssignmentExpression | BinaryExpression | LogicalExpression;

/** The operation with another operator. */
export function changeOperator(node: Operation, code: string): Change[] {
  const { left, right, operator, start, end } = node;
  if (operator.startsWith('+') && [left, right].some(isText)) return [];
  // Brackets around the operands belong to neither: the operator is looked for in all that is between them.
  const between = code.slice(left.end, right.start);
  return (OTHERS[operator] ?? []).map(other => {
    const text =
      code.slice(start, left.end) + between.replace(operator, other) + code.slice(right.start, end);
    return { start, end, text };
  });
}

/** What a comparison becomes at its boundary, and its opposite; for the rest, what is most like it. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
};

/** Whether `+` joins texts here, where `-` would be nonsense. */
function isText(node: Operation['left' | 'right']): boolean {
  if (node.type === 'TemplateLiteral') return true;
  if (node.type === 'Literal') return typeof node.value === 'string';
  return node.type === 'BinaryExpression' && [node.left, node.right].some(isText);
}
