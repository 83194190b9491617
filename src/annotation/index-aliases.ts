import { type Document, isAlias, isNode, type Node, visit } from 'yaml';

/**
 * What each alias of a document stands for: the last node before it that has its anchor. In one pass: to look for one alias goes
 * through the document, and a small text can have hundreds of them.
 */
export function indexAliases(yaml: Document): ReadonlyMap<unknown, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(yaml, {
    Alias(_key, alias) {
      const target = anchors.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Node(_key, node) {
      if (isNode(node) && !isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
