import type { ErrorObject, ValidateFunction } from 'ajv';
import { MAX_COMPLAINTS_DESCRIBED } from '../bounds/bounds.ts';
import { findClosestName } from '../bounds/closest-name.ts';
import { listNames } from '../bounds/list-names.ts';
import type { AnnotationError } from './annotation-error.ts';
import { ANNOTATION_SCHEMA } from './annotation-schema.ts';
import { compileSchema } from './compile-schema.ts';
import { describeValue, isUnquoted } from './describe-value.ts';
import { NO_MERGE_KEY } from './explain-unknown-field.ts';
import { knownTo, listComplaints, unknownOf } from './list-complaints.ts';
import type { Mistakes } from './mistakes.ts';
import { explainPatchField } from './patches/explain-patch-field.ts';
import { mistakeAt } from './place.ts';
import type { Mapping } from './read-mapping.ts';
import type { Scalar } from './read-scalar.ts';

/** A file's text, or what stands in place of a mapping: its name. */
export type NameOr<T> = string | number | T;

/** The long form as it is written, once it agrees with the schema. */
export interface LongForm {
  readonly variables?: Readonly<Record<string, string | number | boolean>>;
  readonly volumes?: readonly WrittenVolume[];
  readonly env?: readonly WrittenEnv[];
  readonly envFrom?: readonly WrittenEnvFrom[];
  readonly patches?: readonly WrittenPatch[];
}

/** The fields that are lists of elements. */
export type ListName = Exclude<keyof LongForm, 'variables'>;

/** Which containers get an element. */
export interface WrittenReceivers {
  readonly containers?: readonly string[];
  readonly injectedContainers?: readonly string[];
}

/** Which pods get it. */
export interface WrittenCondition {
  readonly when?: string | boolean;
}

/** What is in it is checked by the types of the core API, not by the schema. */
export interface WrittenPatch extends WrittenCondition {
  readonly metadata?: object;
  readonly spec?: object;
}

/** Has exactly one of `value` and `valueFrom`. */
export interface WrittenEnv extends WrittenReceivers, WrittenCondition {
  readonly name: string;
  readonly value?: Scalar;
  readonly valueFrom?: WrittenValueFrom;
}

/** Has exactly one of them. */
export interface WrittenValueFrom {
  readonly configMapKeyRef?: WrittenKey;
  readonly secretKeyRef?: WrittenKey;
  readonly fieldRef?: { readonly fieldPath: string };
}

export interface WrittenKey {
  readonly name: Scalar;
  readonly key: Scalar;
  readonly optional?: boolean;
}

export interface WrittenVolume extends WrittenSource, WrittenReceivers {
  readonly name?: string;
  readonly mountPath?: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly image?: NameOr<WrittenImage>;
  readonly sources?: readonly WrittenSource[];
}

export interface WrittenImage {
  readonly reference: string;
  readonly pullPolicy?: string;
}

/** Has exactly one of them. */
export interface WrittenSource extends WrittenCondition {
  readonly configMap?: NameOr<WrittenReference> | undefined;
  readonly secret?: NameOr<WrittenReference> | undefined;
  readonly files?: Readonly<Record<string, Scalar>>;
  readonly clusterTrustBundle?: WrittenBundle;
  readonly podCertificate?: WrittenCertificate;
}

export interface WrittenBundle {
  readonly name?: Scalar;
  readonly signerName?: Scalar;
  readonly labelSelector?: object;
  readonly optional?: boolean;
  readonly path: string;
  readonly user?: number;
}

export interface WrittenCertificate {
  readonly signerName: Scalar;
  readonly keyType: string;
  readonly maxExpirationSeconds?: number;
  readonly credentialBundlePath?: string;
  readonly keyPath?: string;
  readonly certificateChainPath?: string;
  readonly userAnnotations?: Readonly<Record<string, Scalar>>;
  readonly user?: number;
}

export interface WrittenReference {
  readonly name?: Scalar;
  readonly secretName?: Scalar;
  readonly items?: readonly {
    readonly key: Scalar;
    readonly path: string;
    readonly mode?: number;
    readonly user?: number;
  }[];
  readonly optional?: boolean;
}

export interface WrittenEnvFrom extends WrittenReceivers, WrittenCondition {
  readonly configMap?: Scalar;
  readonly secret?: Scalar;
  readonly prefix?: string;
  readonly optional?: boolean;
}

/** The long form, as far as it agrees with the schema. */
export interface CheckedForm {
  readonly written: LongForm;
  /** Whether an element of a list does, but for fields that there are not; undefined where it does not. */
  judge(list: ListName, index: number): 'sound' | 'misnamed' | undefined;
}

/** Checks a mapping by the schema. What that does not allow becomes mistakes, with the line and the field. */
export function checkSchema(mapping: Mapping, mistakes: Mistakes): CheckedForm {
  isLongForm ??= compileSchema<LongForm>(ANNOTATION_SCHEMA, { allErrors: true });
  if (isLongForm(mapping.value)) return { written: mapping.value, judge: () => 'sound' };
  const errors = isLongForm.errors ?? [];
  const complaints = listComplaints(errors);
  for (const error of complaints.slice(0, MAX_COMPLAINTS_DESCRIBED)) mistakes.add(toMistake(error, mapping));
  mistakes.addUntold(Math.max(0, complaints.length - MAX_COMPLAINTS_DESCRIBED));
  const broken = listElements(errors.filter(({ keyword }) => keyword !== 'additionalProperties'));
  const touched = listElements(errors);
  const written = Object.entries(mapping.value as object).filter(([list]) => !broken.has(`/${list}`));
  return {
    written: Object.fromEntries(written) as LongForm,
    judge(list, index) {
      if (broken.has(`/${list}/${index}`)) return undefined;
      return touched.has(`/${list}/${index}`) ? 'misnamed' : 'sound';
    },
  };
}

/** The elements that errors are in, such as `/env/0`, or the lists that they are about. */
function listElements(errors: readonly ErrorObject[]): ReadonlySet<string> {
  return new Set(errors.map(({ instancePath }) => instancePath.split('/', 3).join('/')));
}

/** Compiled for the first long form: that takes 5 MB and some time, and where there is none it is not needed. */
let isLongForm: ValidateFunction<LongForm> | undefined;

function toMistake(error: ErrorObject, mapping: Mapping): AnnotationError {
  const path = toPath(error.instancePath, mapping.value);
  const place =
    error.keyword === 'additionalProperties'
      ? mapping.findKey([...path, unknownOf(error)])
      : mapping.findValue(path);
  return mistakeAt(place, describe(error));
}

/** JSON Pointer writes indices and keys alike: only the value tells which is which. */
function toPath(pointer: string, value: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let at = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(key) : key);
    at = Reflect.get(Object(at), key);
  }
  return path;
}

function describe(error: ErrorObject): string {
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
    case 'minimum':
    case 'maximum':
      return `${error.message}, got ${describeValue(data)}${exact(params['limit'])}`;
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
  if (name === '<<') return NO_MERGE_KEY;
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

/** An int of CEL has 64 bits; a number of YAML is exact up to 53. */
function exact(limit: unknown): string {
  if (Math.abs(Number(limit)) !== Number.MAX_SAFE_INTEGER) return '';
  return ': YAML does not keep it exactly; write it as an expression, such as $(9007199254740993)';
}

function hint(type: unknown, data: unknown): string {
  if (type === 'integer' && typeof data === 'string' && /^\d+$/.test(data)) return ': leave the quotes out';
  const isText = typeof data === 'number' || typeof data === 'boolean' || isUnquoted(data);
  return [type].flat().includes('string') && isText ? ': put it in quotes' : '';
}
