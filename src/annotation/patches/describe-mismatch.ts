import type { Template } from '../../expression/parse-template.ts';
import type { ValueType } from '../../patch/value-type.ts';
import { nameType } from './fit-scalar.ts';
import { fitsType } from './fits-type.ts';
import type { Slot } from './patch-tree.ts';

/** What was expected and what came where a text with expressions cannot give what its field takes; undefined where it can. */
export function describeMismatch(template: Template, { type, list }: Slot): string | undefined {
  // An element of a list may be one expression that gives several.
  if (fitsType(template.type, type) || (list !== undefined && fitsType(template.type, list)))
    return undefined;
  const expected = `expected ${nameType(type)}`;
  if (!isOneExpression(template)) {
    return `${expected}, got a text with an expression in it: let the whole of it be one $(…)`;
  }
  return `${expected}, got an expression of type ${template.type}${advise(template.type, type)}`;
}

/** Whether its value keeps its type: `$(ordinal)`, but not `a-$(ordinal)`. */
export function isOneExpression({ parts }: Template): boolean {
  return parts.length === 1 && typeof parts[0] !== 'string';
}

function advise(given: string, { kind }: ValueType): string {
  if (kind === 'integer' && given === 'string') return ': put int(…) around it';
  if (kind === 'boolean' && given === 'string') return ': compare it, as in x == "true"';
  if (kind === 'list' && !/^(?:list|map)</.test(given)) return ': put it in brackets, $([…])';
  return given === 'list<string>' && kind === 'string' ? ': join it, as in x.join(",")' : '';
}
