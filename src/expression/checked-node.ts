import type { ASTNode } from '@marcbachmann/cel-js';
import { findComprehension } from './macros.ts';
import { OWN_VARIABLES } from './own-variables.ts';

/** A type as the library's type checker writes it into the syntax tree (`TypeDeclaration` in its registry). */
export interface CelType {
  readonly kind: string;
  readonly name: string;
  readonly keyType?: CelType;
  readonly valueType?: CelType;
}

/** What the type checker adds to a node. Not in the library's declarations: the pinned version is relied on. */
interface Checked {
  readonly checkedType?: CelType;
  /** What the evaluator calls with the values of the operands or arguments. */
  handle?: (...args: readonly unknown[]) => unknown;
}

export type CheckedNode = ASTNode & Checked;

/** The name in `variables.NAME`; undefined for any other node, such as one in which a macro's variable has that name. */
export function findOwnName(node: CheckedNode): string | undefined {
  if (node.op !== '.' || node.args[0].op !== 'id' || node.args[0].args !== OWN_VARIABLES) return undefined;
  return (node.args[0] as CheckedNode).checkedType?.name === `$${OWN_VARIABLES}` ? node.args[1] : undefined;
}

/** A node and all below it whose types are checked: without macro variables, and `has` without its field. */
export function checkedNodes(root: ASTNode): CheckedNode[] {
  const nodes: CheckedNode[] = [root];
  // Grows while it is read: the nodes of this level put those of the next at its end.
  for (const node of nodes) nodes.push(...childrenOf(node));
  return nodes;
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '!_':
    case '-_':
      return [node.args];
    case '.':
    case '.?':
      return findOwnName(node) === undefined ? [node.args[0]] : [];
    case 'map':
      return node.args.flat();
    case 'call':
      return node.args[0] === 'has' ? [] : node.args[1];
    case 'rcall': {
      const comprehension = findComprehension(node);
      if (comprehension) return [comprehension.range, ...comprehension.bodies];
      return [node.args[1], ...node.args[2]];
    }
    default:
      return node.args;
  }
}
