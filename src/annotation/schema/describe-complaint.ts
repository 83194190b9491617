import type { ErrorObject } from 'ajv';
import { findClosestName } from '../../bounds/closest-name.ts';
import { listNames } from '../../bounds/list-names.ts';
import { describeValue, isUnquoted } from '../describe-value.ts';
import { explainPatchField } from '../patches/explain-patch-field.ts';
import { knownTo, unknownOf } from './list-complaints.ts';

/** What is wrong with a value, by an error of the schema: what was expected, what came, what to do. */
export function describeComplaint(error: ErrorObject): string {
  const { keyword, params, parentSchema, data } = error;
  switch (keyword) {
    case 'additionalProperties':
      return (
        explainPatchField(error.instancePath, unknownOf(error)) ??
        describeUnknown(unknownOf(error), knownTo(error))
      );
    case 'required':
      return `expected ${params['missingProperty']}, which is missing`;
    case 'oneOf':
      return describeChoice(parentSchema?.['oneOf'], data);
    case 'minProperties':
      return `expected one of ${Object.keys((parentSchema?.['properties'] as object) ?? { 'file: text': 0 }).join(', ')}, got none`;
    case 'pattern':
      return `expected ${PATTERNS[String(params['pattern'])] ?? `a match of ${params['pattern']}`}, got ${describeValue(data)}${plain(data)}`;
    case 'type':
      return `expected ${listTypes(params['type']).join(' or ')}, got ${describeValue(data)}${hint(params['type'], data)}`;
    case 'uniqueItems':
      return `expected each element once, got ${describeValue((data as unknown[])[params['j']])} twice: remove one of them`;
    case 'minItems':
      return 'expected at least one element, got an empty list';
    default:
      return `${error.message}, got ${describeValue(data)}`;
  }
}

/** A scalar that is taken for a text is not what is asked for. */
function listTypes(type: unknown): unknown[] {
  const types = [type].flat();
  return types.includes('number') ? types.filter(one => one !== 'number' && one !== 'boolean') : types;
}

/** What the schema's patterns mean. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$':
    'a name of lower case letters, digits and inner hyphens, at most 63',
  '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$': 'the value of a label',
  '^[ -<>-~]+$': "a name of printable ASCII characters without '='",
  '^[ -<>-~]*$': "printable ASCII characters without '='",
};

function describeUnknown(name: string, known: readonly string[]): string {
  const meant = findClosestName(name, known);
  return meant === undefined
    ? `there is no such field; known are ${listNames(known)}`
    : `there is no such field; did you mean ${meant}?`;
}

function describeChoice(choices: unknown, data: unknown): string {
  if (data === null || typeof data !== 'object') return `expected object, got ${describeValue(data)}`;
  const names = (choices as readonly { readonly required: readonly string[] }[]).flatMap(
    ({ required }) => required,
  );
  const given = names.filter(name => Object.hasOwn(data, name));
  return `expected exactly one of ${names.join(', ')}, got ${given.length === 0 ? 'none' : given.join(' and ')}`;
}

function plain(data: unknown): string {
  return String(data).includes('$(') ? ': this field takes no expressions' : '';
}

function hint(type: unknown, data: unknown): string {
  if (type === 'integer' && typeof data === 'string' && /^\d+$/.test(data)) return ': leave the quotes out';
  const isText = typeof data === 'number' || typeof data === 'boolean' || isUnquoted(data);
  return [type].flat().includes('string') && isText ? ': put it in quotes' : '';
}
