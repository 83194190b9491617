import type { ErrorObject, ValidateFunction } from 'ajv';
import { MAX_COMPLAINTS_DESCRIBED } from '../../bounds/bounds.ts';
import type { AnnotationError } from '../annotation-error.ts';
import { compileSchema } from '../compile-schema.ts';
import type { Mistakes } from '../mistakes.ts';
import { mistakeAt } from '../place.ts';
import type { Mapping } from '../read-mapping.ts';
import { ANNOTATION_SCHEMA } from './annotation-schema.ts';
import { describeComplaint } from './describe-complaint.ts';
import { listComplaints, unknownOf } from './list-complaints.ts';
import type { ListName, LongForm } from './long-form.ts';

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
  return mistakeAt(place, describeComplaint(error));
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
