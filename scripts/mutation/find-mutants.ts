import { getLineInfo } from 'acorn';
import { type Change, findChanges } from './find-changes.ts';
import { parseModule, stripTypes } from './parse-module.ts';

/** A program with one change. */
export interface Mutant {
  /** From the root of the project, with slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The code before the change and after it, each on one line. */
  readonly from: string;
  readonly to: string;
  /** The whole line that the change begins in, without its indentation. */
  readonly within: string;
  /** The whole file, as JavaScript. */
  readonly source: string;
}

/**
 * Makes the mutants of a TypeScript file. Those that do not parse, and those that are the same as another, are left out.
 *
 * @throws SyntaxError when the file itself does not parse.
 */
export function findMutants(file: string, text: string): Mutant[] {
  const code = stripTypes(text);
  const lines = text.split('\n');
  const mutants = new Map<string, Mutant>();
  for (const change of findChanges(parseModule(code), code)) {
    const source = apply(code, change);
    if (mutants.has(source) || !isModule(source)) continue;
    const { line, column } = getLineInfo(code, change.start);
    const from = onOneLine(code.slice(change.start, change.end));
    const within = (lines[line - 1] ?? '').trim();
    const to = onOneLine(change.text);
    mutants.set(source, { file, line, column: column + 1, from, to, within, source });
  }
  return [...mutants.values()];
}

/** In brackets, so that the change reaches no operator beside it. */
function apply(code: string, { start, end, text }: Change): string {
  return `${code.slice(0, start)}(${text})${code.slice(end)}`;
}

function isModule(source: string): boolean {
  try {
    parseModule(source);
    return true;
  } catch {
    return false;
  }
}

function onOneLine(code: string): string {
  return code.trim().replaceAll(/\s+/g, ' ');
}
