import type { Pod } from './pod.ts';

/**
 * Whether a client has set this annotation of the pod, by its managed fields. The API server fills them in before admission, and
 * they do not follow what webhooks and policies change; without any it is not known, and taken to be none of the client's.
 */
export function cameWith({ metadata: { managedFields } }: Pod, annotation: string): boolean {
  if (!Array.isArray(managedFields)) return false;
  const path = ['fieldsV1', 'f:metadata', 'f:annotations', `f:${annotation}`];
  return managedFields.some(entry => path.reduce(member, entry) !== undefined);
}

/** Whether it can be told at all. */
export function hasManagers({ metadata: { managedFields } }: Pod): boolean {
  return Array.isArray(managedFields) && managedFields.length > 0;
}

function member(value: unknown, key: string): unknown {
  return Object.hasOwn(Object(value), key) ? Reflect.get(Object(value), key) : undefined;
}
