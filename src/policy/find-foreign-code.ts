import type { Annotation } from '../annotation/annotation.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { type CheckedNode, checkedNodes } from '../expression/checked-node.ts';
import type { Refusal } from './refusal.ts';

/** Expressions whose value in the API server could be another one than in the webhook. */
export function findForeignCode({ fields }: Annotation): Refusal[] {
  return fields.flatMap(({ template, place: { where } }) =>
    template.parts.flatMap(part =>
      typeof part === 'string' ? [] : checkedNodes(part.tree).flatMap(node => findForeign(node, where)),
    ),
  );
}

function findForeign(node: CheckedNode, where: string): Refusal[] {
  if (node.op === 'value' && typeof node.args === 'string' && !ASCII.test(node.args)) {
    const message = `${where}: an expression holds ${quoteText(node.args)}, in which the webhook counts UTF-16 units and the API server code points: put what is not printable ASCII outside of $(…)`;
    return [{ code: 'not-ascii', message }];
  }
  const difference = findDifference(node);
  return difference === undefined ? [] : [{ code: 'differs', message: `${where}: ${difference}` }];
}

/** A call that gives a value in the API server where it is an error in the webhook, and what to write instead. */
function findDifference(node: CheckedNode): string | undefined {
  if (node.op === 'rcall' && SEARCHES.has(node.args[0]) && node.args[2].length === 2) {
    return `${node.args[0]} from a position behind the end is an error in the webhook and -1 in the API server: cut the text with substring`;
  }
  if (node.op === 'rcall' && ORDERED.has(node.args[0]) && isMap(node.args[1])) {
    return `${node.args[0]} goes through a map in another order each time in the API server: write a list of its keys, in the order that you want`;
  }
  if (node.op === 'call' && node.args[0] === 'bool' && node.args[1][0]?.op !== 'value') {
    return 'bool takes "T" and "F" in the API server, but not in the webhook: compare the text, as in labels.a == "true"';
  }
  return undefined;
}

function isMap({ checkedType }: CheckedNode): boolean {
  return checkedType?.kind === 'map';
}

/** Printable, with line breaks and tabs. */
const ASCII = /^[\t\n\r -~]*$/;

/** Their lists are in the order of what they go through. */
const ORDERED: ReadonlySet<string> = new Set(['map', 'filter']);

const SEARCHES: ReadonlySet<string> = new Set(['indexOf', 'lastIndexOf']);
