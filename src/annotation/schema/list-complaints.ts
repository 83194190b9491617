import type { ErrorObject } from 'ajv';
import { MAX_COMPLAINTS_DESCRIBED } from '../../bounds/bounds.ts';
import { findClosestName } from '../../bounds/closest-name.ts';
import { isPartOfOperation } from '../patches/explain-patch-field.ts';

/**
 * What a schema complains about, each mistake once: without what follows from another complaint about the same value, that it
 * is of a wrong type, or that a field is misspelled which is then missing.
 */
export function listComplaints(errors: readonly ErrorObject[]): ErrorObject[] {
  const mistyped = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(error => error.instancePath),
  );
  const misspelled = listMisspelled(errors);
  return errors.filter(error => {
    const { keyword, instancePath, schemaPath } = error;
    if (keyword === 'additionalProperties') {
      return !isPartOfOperation(instancePath, unknownOf(error), error.data);
    }
    if (keyword === 'type') return true;
    // Where no choice fits, the complaints about each come before the one about all.
    if (schemaPath.includes('/oneOf/') || mistyped.has(instancePath)) return false;
    return !isMeant(error, misspelled.get(instancePath));
  });
}

/** By the mapping that they are in: what unknown fields were meant to be; undefined among them where that is not known. */
function listMisspelled(errors: readonly ErrorObject[]): ReadonlyMap<string, Set<string | undefined>> {
  const misspelled = new Map<string, Set<string | undefined>>();
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  for (const error of unknown.slice(0, MAX_COMPLAINTS_DESCRIBED)) {
    const meant = misspelled.get(error.instancePath) ?? new Set();
    misspelled.set(error.instancePath, meant.add(findClosestName(unknownOf(error), knownTo(error))));
  }
  return misspelled;
}

/** Whether a field that is missing may be there under a wrong name. */
function isMeant(
  { keyword, params, schema }: ErrorObject,
  meant: ReadonlySet<string | undefined> | undefined,
) {
  if (meant === undefined) return false;
  if (meant.has(undefined)) return keyword === 'required' || keyword === 'oneOf';
  if (keyword === 'required') return meant.has(String(params['missingProperty']));
  if (keyword !== 'oneOf') return false;
  const choices = schema as readonly { readonly required: readonly string[] }[];
  return choices.some(({ required }) => required.some(name => meant.has(name)));
}

/** The field that there is not. */
export function unknownOf({ params }: ErrorObject): string {
  return String(params['additionalProperty']);
}

/** The fields that there are in its place. */
export function knownTo({ parentSchema }: ErrorObject): string[] {
  return Object.keys((parentSchema?.['properties'] as object) ?? {});
}
