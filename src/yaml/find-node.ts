import { isMap, isNode, isSeq, type Node } from 'yaml';
import { nameKey } from './decode.ts';
import type { Path } from './kubernetes-object.ts';

/** What the path leads to, or the nearest thing above it that is there. */
export function findNode(contents: unknown, path: Path): Node | undefined {
  let node = isNode(contents) ? contents : undefined;
  for (const part of path) {
    const next = findChild(node, String(part));
    if (!isNode(next)) break;
    node = next;
  }
  return node;
}

function findChild(node: Node | undefined, part: string): unknown {
  if (isSeq(node)) return node.items[Number(part)];
  return isMap(node) ? node.items.findLast(({ key }) => nameKey(key) === part)?.value : undefined;
}
