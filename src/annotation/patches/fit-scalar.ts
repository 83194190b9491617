import type { ValueType } from '../../patch/value-type.ts';
import { describeValue, isUnquoted } from '../describe-value.ts';
import { checkText } from '../value-checks.ts';
import type { Fitter } from './fitter.ts';
import type { Slot } from './patch-tree.ts';

/** Anything but a text, in the place of a scalar. */
export function fitScalar(value: unknown, slot: Slot, fitter: Fitter): string | number | boolean | undefined {
  const { kind } = slot.type;
  if (typeof value === 'number' || typeof value === 'bigint') return fitNumber(value, slot, fitter);
  if (typeof value !== 'boolean') return refuseValue(value, slot, fitter);
  if (kind === 'boolean' || kind === 'any') return value;
  return kind === 'string' ? fitter.toText(value, slot) : refuseValue(value, slot, fitter);
}

/** A text in which nothing is an expression, in any place. */
export function fitText(text: string, slot: Slot, fitter: Fitter): string | undefined {
  const { kind } = slot.type;
  if (!TEXTS.has(kind) || (kind === 'intOrString' && INTEGER.test(text))) {
    return refuseValue(text, slot, fitter);
  }
  const complaint = checkText(text);
  return complaint === undefined ? text : fitter.refuse(slot, complaint);
}

/** As a text it would be the name of a port, which has a letter: a pod has no other fields that are an integer or a text. */
const INTEGER = /^-?\d+$/;

const TEXTS: ReadonlySet<ValueType['kind']> = new Set(['string', 'intOrString', 'quantity', 'any']);

function fitNumber(value: number | bigint, slot: Slot, fitter: Fitter): string | number | undefined {
  const { type } = slot;
  // JSON's zero has no sign.
  const number = Number(value) + 0;
  // The API server takes a number for a quantity, too, and writes it as a text.
  if (!Number.isFinite(number)) return refuseValue(value, slot, fitter);
  if (type.kind === 'string' || type.kind === 'quantity') return fitter.toText(value, slot);
  if (!NUMBERS.has(type.kind)) return refuseValue(value, slot, fitter);
  if (type.kind === 'any' && typeof value === 'number') return number;
  if (!Number.isInteger(number)) return refuseValue(value, slot, fitter);
  const largest = LARGEST[type.kind === 'integer' ? type.bits : type.kind === 'any' ? 64 : 32];
  if (-largest - 1 <= number && number <= largest) return number;
  return fitter.refuse(slot, `expected an integer from ${-largest - 1} to ${largest}, got ${value}`);
}

const NUMBERS: ReadonlySet<ValueType['kind']> = new Set(['integer', 'intOrString', 'any']);

/** JSON's numbers are exact up to there, for JavaScript: enough for a time in milliseconds. */
const LARGEST = { 32: 2 ** 31 - 1, 64: Number.MAX_SAFE_INTEGER } as const;

/** Tells what the field takes, and what came. */
export function refuseValue(value: unknown, slot: Slot, fitter: Fitter): undefined {
  const complaint = `expected ${nameType(slot.type)}, got ${describeValue(value)}`;
  return fitter.refuse(slot, complaint + advise(value, slot.type.kind, fitter));
}

export function nameType({ kind }: ValueType): string {
  return NAMES[kind];
}

const NAMES: Readonly<Record<ValueType['kind'], string>> = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'an integer',
  intOrString: 'an integer or a name',
  quantity: 'a quantity such as 4 or 16Gi',
  any: 'a value',
  map: 'a mapping',
  object: 'a mapping',
  list: 'a list',
};

function advise(value: unknown, kind: ValueType['kind'], fitter: Fitter): string {
  if (isUnquoted(value)) return ': put the expression in quotes';
  if (kind === 'string' && typeof value === 'number') return ': put it in quotes';
  if (value === null) return ': remove the element';
  if (kind === 'list') return ': begin each element with "- "';
  if (Array.isArray(value) && (kind === 'map' || kind === 'object')) return ': write its fields without "- "';
  if (typeof value !== 'string') return '';
  if (kind === 'boolean') return adviseBoolean(value, fitter);
  return (kind === 'integer' || kind === 'intOrString') && INTEGER.test(value) ? `: ${fitter.unquote}` : '';
}

/** YAML 1.1 has more words for them. */
function adviseBoolean(value: string, { unquote }: Fitter): string {
  if (/^(?:true|false)$/.test(value)) return `: ${unquote}`;
  if (/^(?:true|y|yes|on)$/i.test(value)) return ': write true';
  return /^(?:false|n|no|off)$/i.test(value) ? ': write false' : '';
}
