import type { AnyNode, Program } from 'acorn';
import type { Change } from './find-changes.ts';

/** One more and one less, where the node is a number. */
export function changeNumber(node: AnyNode): Change[] {
  if (node.type !== 'Literal' || typeof node.value !== 'number') return [];
  const { start, end, value } = node;
  return [value + 1, value - 1].map(other => ({ start, end, text: String(other) }));
}

/** The numbers that a module names: `const MAX_LENGTH = 1_024`. */
export function findLimits({ body }: Program): Change[] {
  return body.flatMap(statement => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ init }) => (init ? changeNumber(init) : []));
  });
}
