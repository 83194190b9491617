import type { WrittenCondition, WrittenReceivers } from './check-schema.ts';
import { type Field, type FieldScope, readConditionField, readField } from './field.ts';
import type { Receivers } from './list-receivers.ts';
import type { Mapping, Path } from './read-mapping.ts';

/** Where the elements of the annotation are read, and where their mistakes go. */
export interface AnnotationSource extends FieldScope {
  readonly mapping: Mapping;
  /** Whether what is missing may be there under a wrong name. */
  readonly misnamed?: boolean;
}

/** A text of an element, expressions parsed. */
export function readFieldOf(written: string, path: Path, source: AnnotationSource): Field {
  return readField(written, source.mapping.findValue(path), source);
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
