import type { ValueType } from './value-type.ts';

/**
 * Whether the API server drops a value of this field, because to it that is the same as none: the zero value of what is `omitempty` and no
 * pointer in k8s.io/api/core/v1/types.go. `runAsUser: 0` and `runAsNonRoot: false` are no such values, for there zero is not
 * absence; neither is the empty value of a label.
 */
export function isDropped(value: unknown, field: string, owner: ValueType): boolean {
  if (owner.kind === 'map') return false;
  if (value === false || value === 0) return NO_POINTERS.has(field);
  return value === '' || (Array.isArray(value) && value.length === 0);
}

const NO_POINTERS: ReadonlySet<string> = new Set([
  'failureThreshold',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostPort',
  'initialDelaySeconds',
  'periodSeconds',
  'readOnly',
  'stdin',
  'stdinOnce',
  'successThreshold',
  'timeoutSeconds',
  'tty',
]);
