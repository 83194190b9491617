import type { Annotation } from '../annotation/annotation.ts';
import { type CheckedNode, checkedNodes } from '../annotation/expression/checked-node.ts';
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
    return [
      {
        code: 'not-ascii',
        message: `${where}: an expression holds the text ${JSON.stringify(node.args)}, in which the webhook counts UTF-16 units and the API server code points: put what is not ASCII outside of $(…)`,
      },
    ];
  }
  if (node.op === 'rcall' && SEARCHES.has(node.args[0]) && node.args[2].length === 2) {
    return [
      {
        code: 'search-position',
        message: `${where}: ${node.args[0]} with a position behind the end is an error for the webhook and -1 for the API server: leave the position out, or cut the text with substring`,
      },
    ];
  }
  return [];
}

/** Printable, with line breaks and tabs. */
const ASCII = /^[\t\n\r -~]*$/;

const SEARCHES: ReadonlySet<string> = new Set(['indexOf', 'lastIndexOf']);
