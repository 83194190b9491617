import { quoteText } from '../bounds/quote-text.ts';
import type { Turns } from '../bounds/turns.ts';
import { OwnVariables } from '../expression/own-variables.ts';
import type { VariableRequest } from './annotation.ts';
import { mistakeAt } from './place.ts';
import { type AnnotationSource, noteChange } from './read-element.ts';
import { readValueField } from './read-field.ts';
import type { LongForm } from './schema/long-form.ts';

/** The variables of an annotation, and what its expressions may refer to by them. */
export interface ParsedVariables {
  readonly requests: readonly VariableRequest[];
  readonly declared: OwnVariables;
}

/** Reads the variables in the order in which they are written: each may use those before it. */
export function* parseVariables(
  written: LongForm['variables'],
  { mapping, mistakes, notes }: Pick<AnnotationSource, 'mapping' | 'mistakes' | 'notes'>,
): Turns<ParsedVariables> {
  const texts = Object.entries(written ?? {}).map(([name, value]) => [name, toText(value)] as const);
  const declared = new OwnVariables(new Map(texts.map(([name, text = '']) => [name, text])));
  const requests: VariableRequest[] = [];
  for (const [name, text] of texts) {
    const complaint = checkName(name);
    if (complaint !== undefined) mistakes.add(mistakeAt(mapping.findKey(['variables', name]), complaint));
    if (text === undefined || complaint !== undefined) {
      declared.declareBroken(name);
      continue;
    }
    const place = mapping.findValue(['variables', name]);
    noteChange(written?.[name] ?? '', place, notes);
    const value = readValueField(text, place, { mistakes, variables: declared }, 'variable');
    if (value.broken === true) declared.declareBroken(name);
    else declared.declare(name, { type: value.template.type, uses: value.template.variables });
    requests.push({ name, value });
    yield;
  }
  return { requests, declared };
}

/** What YAML reads as an int or a bool is one: as an expression it says so. Undefined for what the schema has refused. */
function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || Number.isSafeInteger(value) ? `$(${value})` : undefined;
}

function checkName(name: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return `expected a name of letters, digits and underscores that does not begin with a digit, got ${quoteText(name)}: expressions use it as variables.NAME`;
  }
  if (name.length > MAX_LENGTH)
    return `expected a name of at most ${MAX_LENGTH} characters, got ${name.length}`;
  if (!RESERVED.has(name)) return undefined;
  return `expected another name, got ${quoteText(name)}: it is a reserved word of CEL`;
}

const MAX_LENGTH = 63;

/** Those of CEL's specification, and names that JavaScript gives to every object. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let'],
  ...['loop', 'namespace', 'null', 'package', 'return', 'true', 'var', 'void', 'while'],
  ...['__proto__', 'constructor', 'prototype'],
]);
