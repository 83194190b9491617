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
    const meant = findMeant(name.toLowerCase());
    if (meant !== undefined && counts(name, offset)) return { text, meant: `$(${meant})`, offset };
  }
  return undefined;
}

/** `${ordinal}`, `$ordinal`, `{{ .ordinal }}`, `%ordinal%`; with a dollar in front of its own it is meant as it stands. */
const FOREIGN =
  /(?<!\$)\$\{ ?(\w{1,16}) ?\}|(?<!\$)\$(\w{1,16})\b|\{\{-? ?[$.]{0,2}(\w{1,16}) ?-?\}\}|%(\w{1,16})%/g;

function findMeant(name: string): VariableName | undefined {
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
