import type { Annotation } from '../annotation/annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Warning } from './list-warnings.ts';

/** Variables of the annotation that no expression uses. */
export function warnOfVariables({ variables, fields }: Annotation): Warning[] {
  const used = new Set(fields.flatMap(({ template }) => [...template.own]));
  return variables
    .filter(({ name }) => !used.has(name))
    .map(({ name, value: { place } }) => ({
      code: 'unused-variable',
      message: `${shortLine(place.where)}: no expression uses it: remove it, or write variables.${shortLine(name)} where you need it`,
      at: place.offsetAt(0),
    }));
}
