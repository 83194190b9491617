import type { Pod } from '../../admission/pod.ts';
import { readStatus } from '../../admission/read-status.ts';
import { readNamedField } from './read-named-field.ts';

/** A field that patches have set in a new pod, or removed from it. */
export interface PatchedField {
  /** As the status annotation names it. */
  readonly field: string;
  /** Null where it is removed. */
  readonly value: unknown;
}

/** In the order of the status annotation, which names no more than its bound allows. */
export function listPatched(pod: Pod): PatchedField[] {
  const names = readStatus(pod)?.patched ?? [];
  return names
    .filter(name => !OMITTED.test(name))
    .map(field => ({ field, value: readNamedField(pod, field) ?? null }));
}

/** The last entry of a list that was cut. */
const OMITTED = /^and \d+ more$/;
