import type { AnyNode } from 'acorn';

/** A node of a syntax tree and all within it. */
export function listNodes(node: AnyNode): AnyNode[] {
  const within = Object.values(node).flat().filter(isNode);
  return [node, ...within.flatMap(listNodes)];
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
