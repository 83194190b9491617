import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A metric, and what its labels must be. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Labels of `by`, `on` and the like, and the metrics that must have them. */
export interface Grouping {
  readonly labels: readonly string[];
  readonly metrics: readonly string[];
}

export interface Expression {
  readonly selectors: readonly Selector[];
  readonly groupings: readonly Grouping[];
}

/** @throws Error where the expression is no PromQL. */
export function parsePromql(text: string): Expression {
  const tree = parser.parse(text);
  const textOf = ({ from, to }: SyntaxNode) => text.slice(from, to);
  const listAll = (node: SyntaxNode, name: string): SyntaxNode[] => {
    const found: SyntaxNode[] = [];
    node.cursor().iterate(at => {
      if (at.name === name) found.push(at.node);
    });
    return found;
  };
  const [error] = listAll(tree.topNode, '⚠');
  if (error !== undefined) throw new Error(`no PromQL at ${error.from}: ${text}`);

  const readMatcher = (node: SyntaxNode): Matcher => ({
    label: textOf(node.getChild('LabelName') as SyntaxNode),
    operator: textOf(node.getChild('MatchOp') as SyntaxNode) as Matcher['operator'],
    value: JSON.parse(textOf(node.getChild('StringLiteral') as SyntaxNode)) as string,
  });
  const readSelector = (node: SyntaxNode): Selector => ({
    metric: textOf(node.getChild('Identifier') as SyntaxNode),
    matchers: listAll(node, 'UnquotedLabelMatcher').map(readMatcher),
  });
  const selectorsIn = (node: SyntaxNode) => listAll(node, 'VectorSelector').map(readSelector);
  const readGrouping = (node: SyntaxNode): Grouping => ({
    labels: listAll(node, 'LabelName').map(textOf),
    // It stands in a modifier of the aggregation or operation that it is for.
    metrics: selectorsIn(node.parent?.parent as SyntaxNode).map(({ metric }) => metric),
  });
  return {
    selectors: selectorsIn(tree.topNode),
    groupings: listAll(tree.topNode, 'GroupingLabels').map(readGrouping),
  };
}
