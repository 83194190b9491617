import { findClosestName } from '../bounds/closest-name.ts';
import { listNames } from '../bounds/list-names.ts';
import { DELETE_FROM, PATCH, RETAIN_KEYS } from '../patch/directives.ts';
import type { ObjectType } from '../patch/value-type.ts';

/** Why no version of Kubernetes has a field of this name; undefined where one that is newer than the types may have it. */
export function explainUnknownField(name: string, { name: owner, fields }: ObjectType): string | undefined {
  const meant = findMeant(name, [...fields.keys(), ...DIRECTIVES]);
  if (meant !== undefined) return `there is no such field; did you mean ${meant}?`;
  if (name === '<<') return NO_MERGE_KEY;
  if (name.startsWith('$')) return `there is no such field; directives are ${DIRECTIVES.join(', ')}`;
  if (FIELD.test(name)) return undefined;
  return `there is no such field; those of a ${owner} are ${listNames([...fields.keys()])}`;
}

const DIRECTIVES = [PATCH, RETAIN_KEYS, `${DELETE_FROM}/args`];

export const NO_MERGE_KEY =
  'YAML 1.2 has no merge key: write the fields out, or take a mapping as a whole by its alias';

/** Names in the core API. */
const FIELD = /^[a-z][a-zA-Z0-9]*$/;

/** A known name with more behind it is no slip of the finger: so many fields have come. */
function findMeant(name: string, known: Iterable<string>): string | undefined {
  const meant = findClosestName(name, known);
  if (meant === undefined) return undefined;
  const isLonger = name.length > meant.length + MAX_SLIPS && name.startsWith(meant);
  return isLonger ? undefined : meant;
}

const MAX_SLIPS = 2;
