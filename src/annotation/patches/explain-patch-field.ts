import { POD } from '../../patch/value-type.ts';

/**
 * Why a patch has no such field, where that is no slip of the finger; undefined where it may be one.
 *
 * @param instancePath of the mapping, as a JSON Pointer.
 */
export function explainPatchField(instancePath: string, name: string): string | undefined {
  if (!isPatch(instancePath)) return undefined;
  if (JSON_PATCH.test(name)) return NO_JSON_PATCH;
  const part = ['spec', 'metadata'].find(candidate => hasField(candidate, name));
  return (
    REASONS.get(name) ??
    (part === undefined ? undefined : `expected it under ${part}, got it beside: indent it`)
  );
}

/** Whether a field only belongs to an operation of a JSON Patch, of which `op` has been told. */
export function isPartOfOperation(instancePath: string, name: string, mapping: unknown): boolean {
  return (
    isPatch(instancePath) && name !== 'op' && JSON_PATCH.test(name) && Object.hasOwn(Object(mapping), 'op')
  );
}

function isPatch(instancePath: string): boolean {
  return /^\/patches\/\d+$/.test(instancePath);
}

const JSON_PATCH = /^(?:op|path|value|from)$/;

const NO_JSON_PATCH =
  'expected a strategic merge patch, which has the fields of the pod, got an operation of a JSON Patch: write the fields under metadata and spec';

const ALWAYS_A_POD = 'there is no such field: a patch is always one of a pod; remove it';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['status', 'there is no such field: the kubelet writes the status; remove it'],
  ['apiVersion', ALWAYS_A_POD],
  ['kind', ALWAYS_A_POD],
]);

function hasField(part: string, name: string): boolean {
  const type = POD.fields.get(part);
  return type?.kind === 'object' && type.fields.has(name);
}
