import type { Annotation } from '../annotation/annotation.ts';
import type { Field } from '../annotation/field.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { findForeign, isOwnName } from '../expression/find-foreign.ts';
import type { Warning } from './list-warnings.ts';

/**
 * Texts with `${ordinal}` and the like, which stay as they are. A container may well know a variable of the same name, so that
 * this is no mistake for certain. In a name or key, which takes no such signs, it is an error, told with what was meant.
 */
export function warnOfForeign(annotation: Annotation): Warning[] {
  const files = new Set(listTexts(annotation));
  const own = new Set(annotation.variables.map(({ name }) => `variables.${name}`));
  const foreign = annotation.fields.flatMap((field): Warning[] => {
    const { template, place } = field;
    const ours = files.has(field) ? listMeant(template.source) : undefined;
    const isOurs = (name: string) => ours?.includes(name) ?? name === name.toLowerCase();
    const found = findForeign(template, name => (isOwnName(name) ? own.has(name) : isOurs(name)));
    if (found === undefined) return [];
    const message = `${shortLine(place.where)}: ${found.text} is no expression and stays as it is; did you mean ${found.meant}?`;
    return [{ code: 'no-expression', message, at: place.offsetAt(found.offset) }];
  });
  return [...foreign, ...warnOfNames(annotation)];
}

/** A variable may well have a dollar and parentheses in its name, but hardly anybody wants that. */
function warnOfNames({ env, envFrom }: Annotation): Warning[] {
  const names = [
    ...env.map(({ place, name }) => ({ place, field: 'name', text: name })),
    ...envFrom.map(({ place, prefix = '' }) => ({ place, field: 'prefix', text: prefix })),
  ];
  return names
    .filter(({ text }) => text.includes('$('))
    .map(({ place, field, text }) => ({
      code: 'no-expression',
      message: `${place.where}.${field}: takes no expressions; ${quoteText(text)} stays as it is`,
      at: place.offsetAt(0),
    }));
}

/** Files, and what patches put into commands, may be scripts and templates, which have variables of their own; so may a variable of the annotation. */
function listTexts({ variables, volumes, patches }: Annotation): Field[] {
  const sources = volumes.flatMap(({ source }) => (source.kind === 'projected' ? source.sources : []));
  return [
    ...variables.map(({ value }) => value),
    ...patches.flatMap(({ fields }) => fields),
    ...sources.flatMap(source => (source.kind === 'files' ? source.files.map(({ text }) => text) : [])),
  ];
}

/** Those of our variables that the text does not set itself. */
function listMeant(text: string): string[] {
  return OURS.filter(name => !new RegExp(`\\b${name}\\s*=|\\b(?:for|read|set)\\s+\\$?${name}\\b`).test(text));
}

/** What nothing but an annotation of ours is likely to call so. */
const OURS = ['ordinal', 'ordinals', 'replicas', 'peers'];
