import { fieldPath } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

export function checkSecurityContext(context: JsonObject, path: string): readonly Complaint[] {
  const { privileged, allowPrivilegeEscalation, capabilities } = context;
  const added = isObject(capabilities) ? capabilities['add'] : undefined;
  const isAdmin = Array.isArray(added) && added.includes('CAP_SYS_ADMIN');
  if (allowPrivilegeEscalation !== false || !(privileged === true || isAdmin)) return [];
  const got = privileged === true ? 'privileged: true' : 'the capability CAP_SYS_ADMIN';
  return [
    {
      path: fieldPath(path, 'allowPrivilegeEscalation'),
      message: `expected true beside ${got}, got false: remove one of the two`,
    },
  ];
}

export function checkSharedProcesses(
  { hostPID, shareProcessNamespace }: JsonObject,
  path: string,
): readonly Complaint[] {
  if (hostPID !== true || shareProcessNamespace !== true) return [];
  const message = 'expected none beside hostPID: remove one of the two';
  return [{ path: fieldPath(path, 'shareProcessNamespace'), message }];
}

export function checkSeccomp({ type, localhostProfile }: JsonObject, path: string): readonly Complaint[] {
  const isSet = typeof localhostProfile === 'string' && localhostProfile !== '';
  if (isSet === (type === 'Localhost')) return [];
  const message = isSet
    ? 'expected none but with type Localhost: remove it'
    : 'expected one, for the type is Localhost';
  return [{ path: fieldPath(path, 'localhostProfile'), message }];
}
