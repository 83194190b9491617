import type { Annotation, VariableRequest } from '../annotation/annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Warning } from './list-warnings.ts';

/** Variables of the annotation that no element uses, be it by way of other variables. */
export function warnOfVariables({ variables, conditions, contents }: Annotation): Warning[] {
  const used = new Set([...conditions, ...contents].flatMap(({ template }) => [...template.own]));
  // Each may use only those before it: whether it is used itself is known by the time that it is reached.
  for (const { name, value } of variables.toReversed()) {
    if (used.has(name)) for (const other of value.template.own) used.add(other);
  }
  const unused = variables.filter(({ name }) => !used.has(name));
  const inVain = new Set(unused.flatMap(({ value }) => [...value.template.own]));
  return unused.map(variable => ({
    code: 'unused-variable',
    message: `${shortLine(variable.value.place.where)}: ${explain(variable, inVain)}`,
    at: variable.value.place.offsetAt(0),
  }));
}

function explain({ name }: VariableRequest, inVain: ReadonlySet<string>): string {
  if (inVain.has(name)) return 'only variables that are unused themselves use it: remove it with them';
  return `no expression uses it: remove it, or write variables.${shortLine(name)} where you need it`;
}
