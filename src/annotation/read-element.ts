import type { Field } from './field.ts';
import type { Receivers } from './list-receivers.ts';
import { type Note, noteAt } from './note.ts';
import type { Place } from './place.ts';
import { type FieldScope, readConditionField, readField } from './read-field.ts';
import type { Mapping, Path } from './read-mapping.ts';
import { readScalar, type Scalar } from './read-scalar.ts';
import type { WrittenCondition, WrittenReceivers } from './schema/long-form.ts';

/** Where the elements of the annotation are read, and where their mistakes go. */
export interface AnnotationSource extends FieldScope {
  readonly mapping: Mapping;
  /** Whether what is missing may be there under a wrong name. */
  readonly misnamed?: boolean;
  /** Takes what is no mistake. */
  readonly notes: Note[];
}

/** A text of an element, expressions parsed. It may be a number or boolean to YAML. */
export function readFieldOf(written: Scalar, path: Path, source: AnnotationSource): Field {
  const place = source.mapping.findValue(path);
  return readField(noteChange(written, place, source.notes), place, source);
}

/** The text of a scalar. That YAML has made another one of what is written is noted. */
export function noteChange(written: Scalar, place: Place, notes: Note[]): string {
  const { text, changed } = readScalar(written, place);
  if (changed !== undefined) notes.push(noteAt('yaml-changed', place, changed));
  return text;
}

/** The condition of an element. */
export function readCondition(
  { when }: WrittenCondition,
  path: Path,
  source: AnnotationSource,
): Field | undefined {
  if (when === undefined) return undefined;
  return readConditionField(String(when), source.mapping.findValue([...path, 'when']), source);
}

/** Which containers get an element. */
export function readReceivers({ containers, injectedContainers }: WrittenReceivers): Receivers {
  return { containers, ...(injectedContainers === undefined ? {} : { injectedContainers }) };
}
