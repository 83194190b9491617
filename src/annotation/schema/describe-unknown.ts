import type { ErrorObject } from 'ajv';
import { findClosestName } from '../../bounds/closest-name.ts';
import { listNames } from '../../bounds/list-names.ts';
import { NO_MERGE_KEY } from '../explain-unknown-field.ts';
import { knownTo, unknownOf } from './list-complaints.ts';

/** What is wrong with a field that there is not: what was meant, where it belongs, or which there are. */
export function describeUnknown(error: ErrorObject): string {
  const name = unknownOf(error);
  if (name === '<<') return NO_MERGE_KEY;
  const known = knownTo(error);
  const meant = findClosestName(name, known) ?? known.find(field => endsAlike(field, name));
  if (meant !== undefined) return `there is no such field; did you mean ${meant}?`;
  const owner = findOwner(name, error);
  if (owner !== undefined) return `there is no such field; expected it in ${owner}`;
  return `there is no such field; known are ${listNames(known)}`;
}

/** `name` and `secretName`: the core API has both, in places of their own. */
function endsAlike(one: string, other: string): boolean {
  const [short = '', long = ''] = [one.toLowerCase(), other.toLowerCase()].sort(
    (a, b) => a.length - b.length,
  );
  return short.length >= MIN_LENGTH && long.endsWith(short);
}

const MIN_LENGTH = 4;

/** The field beside it that has it, or the only one that can. */
function findOwner(name: string, { parentSchema, data }: ErrorObject): string | undefined {
  const fields = Object.entries(Object(parentSchema?.['properties']));
  const owners = fields.filter(([, schema]) => hasField(schema, name)).map(([field]) => field);
  return (
    owners.find(field => Object.hasOwn(Object(data), field)) ?? (owners.length === 1 ? owners[0] : undefined)
  );
}

function hasField(schema: unknown, name: string): boolean {
  return Object.hasOwn(Object(Object(schema).properties), name);
}
