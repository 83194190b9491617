import { OWN_VARIABLES } from './own-variables.ts';
import type { Template } from './parse-template.ts';
import { isVariableName, type VariableName } from './pod-variables.ts';

/** One of our variables in the syntax of a shell, of Helm or of Windows, which is plain text here. */
export interface Foreign {
  readonly text: string;
  /** How it is written as an expression. */
  readonly meant: string;
  /** Where in the template. */
  readonly offset: number;
}

/** Finds the first. The case of a variable's name makes no difference. */
export function findForeign(
  { source, parts }: Template,
  counts: (name: string) => boolean = () => true,
): Foreign | undefined {
  const expressions = parts.flatMap(part => (typeof part === 'string' ? [] : [part.source]));
  const isWithin = (at: number) =>
    expressions.some(({ offset, text }) => offset <= at && at < offset + text.length);
  return findForeignText(source, (name, offset) => !isWithin(offset) && counts(name));
}

/** As `findForeign`, in any text. */
export function findForeignText(
  source: string,
  counts: (name: string, offset: number) => boolean = () => true,
): Foreign | undefined {
  for (const match of source.matchAll(FOREIGN)) {
    const { 0: text, index: offset } = match;
    const name = match.slice(1).find(group => group !== undefined) ?? '';
    const meant = findMeant(name);
    if (meant !== undefined && counts(name, offset)) return { text, meant: `$(${meant})`, offset };
  }
  return undefined;
}

/** Whether a name that was found is that of a variable of an annotation. */
export function isOwnName(name: string): boolean {
  return name.startsWith(OWN);
}

const OWN = `${OWN_VARIABLES}.`;

const NAME = String.raw`(variables\.\w{1,63}|\w{1,16})`;

/** `${ordinal}`, `$ordinal`, `{{ .ordinal }}`, `%ordinal%`; with a dollar in front of its own it is meant as it stands. */
const FOREIGN = new RegExp(
  [
    String.raw`(?<!\$)\$\{ ?${NAME} ?\}`,
    String.raw`(?<!\$)\$${NAME}\b`,
    String.raw`\{\{-? ?[$.]{0,2}${NAME} ?-?\}\}`,
    `%${NAME}%`,
  ].join('|'),
  'g',
);

function findMeant(written: string): string | undefined {
  if (isOwnName(written)) return written;
  const name = written.toLowerCase();
  return isVariableName(name) ? name : ALIASES.get(name);
}

const ALIASES = new Map<string, VariableName>([
  ['name', 'pod'],
  ['pod_name', 'pod'],
  ['podname', 'pod'],
  ['hostname', 'pod'],
  ['namespace', 'ns'],
  ['pod_namespace', 'ns'],
  ['pod_index', 'ordinal'],
]);
