import { STATUS_ANNOTATION } from '../../admission/status.ts';
import type { Sent } from '../is-called.ts';

/**
 * Whether a pod passes the guard before the webhook has seen it, because its template carries a status of its ordinal. The validations of
 * both policies look for the same text.
 */
export function hasPassingStatus({ metadata }: Sent): boolean {
  const { name, annotations, ownerReferences } = metadata;
  const owner = ownerReferences?.find(({ controller }) => controller === true);
  const prefix = `${owner?.name}-`;
  if (owner === undefined || !name?.startsWith(prefix)) return false;
  const status = annotations?.[STATUS_ANNOTATION] ?? '';
  return status.startsWith(`{"ordinal":${name.slice(prefix.length)},`);
}
