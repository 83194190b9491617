import { findOrdinal } from './ordinal.ts';
import { findStatefulSetOwner } from './owner.ts';
import { parsePod } from './pod.ts';
import type { AdmissionRequest } from './review.ts';
import { ReviewError } from './review-error.ts';

/** Whom a request is about, by name, for logs: a pod with its StatefulSet, or a StatefulSet. */
export interface SubjectNames {
  readonly pod?: string | undefined;
  readonly set?: string | undefined;
  readonly ordinal?: number | undefined;
}

/** Names what can be named, whatever the request is like. */
export function nameSubject({ resource: { resource }, name, object }: AdmissionRequest): SubjectNames {
  if (resource === 'statefulsets') return { set: name };
  if (resource !== 'pods') return {};
  const set = findSet(object);
  const ordinal = set === undefined || name === undefined ? undefined : findOrdinal(name, set);
  return { pod: name, set, ordinal };
}

function findSet(object: unknown): string | undefined {
  try {
    return findStatefulSetOwner(parsePod(object))?.name;
  } catch (error) {
    // The request was denied for that.
    if (error instanceof ReviewError) return undefined;
    throw error;
  }
}
