import { compileSchema } from '../annotation/compile-schema.ts';
import { findOrdinal } from './ordinal.ts';
import { findStatefulSetOwner, type Owned } from './owner.ts';
import { objectWith, ownerReferences } from './pod.ts';
import type { AdmissionRequest } from './review.ts';

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
  const set = isOwned(object) ? findStatefulSetOwner(object)?.name : undefined;
  const ordinal = set === undefined || name === undefined ? undefined : findOrdinal(name, set);
  return { pod: name, set, ordinal };
}

/** A request that is malformed was denied for that; the whole pod is not looked through for a name. */
const isOwned = compileSchema<Owned>(
  objectWith({ metadata: objectWith({ ownerReferences }, []) }, ['metadata']),
);
