import type { WrittenCondition, WrittenReceivers } from './check-schema.ts';
import { type Field, type FieldScope, readField } from './field.ts';
import type { Receivers } from './list-receivers.ts';
import { type Note, noteAt } from './note.ts';
import type { Mapping, Path } from './read-mapping.ts';
import { readScalar, type Scalar } from './read-scalar.ts';

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
  const { text, changed } = readScalar(written, place);
  if (changed !== undefined) source.notes.push(noteAt('yaml-changed', place, changed));
  return readField(text, place, source);
}

/** The condition of an element. */
export function readCondition(
  { when }: WrittenCondition,
  path: Path,
  source: AnnotationSource,
): Field | undefined {
  if (when === undefined) return undefined;
  return readField(String(when), source.mapping.findValue([...path, 'when']), source);
}

/** Which containers get an element. */
export function readReceivers({ containers, injectedContainers }: WrittenReceivers): Receivers {
  return { containers, ...(injectedContainers === undefined ? {} : { injectedContainers }) };
}
