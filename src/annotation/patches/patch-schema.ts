import { findRefusedField } from '../../patch/find-refused-field.ts';
import { POD, type ValueType } from '../../patch/value-type.ts';

/**
 * Metadata and spec of a patch as JSON Schema: names of fields, so that editors complete them, and nothing about their values. Those are
 * checked by the types of the core API, which take expressions in many places and would be half a megabyte of schema.
 */
export const PATCH_PARTS = {
  metadata: {
    type: 'object',
    description: 'Labels, annotations and finalizers. May hold expressions.',
    properties: { labels: {}, annotations: {}, finalizers: {} },
  },
  spec: {
    type: 'object',
    description: 'Fields of the core API. May hold expressions.',
    properties: listFields(POD.fields.get('spec'), ['spec']),
  },
} as const;

/** An expression may be there, or null; and what may not, is told in words that fit a patch. */
function anything() {
  return ['array', 'object', 'string', 'number', 'boolean', 'null'];
}

/** The fields that a patch may have, with those of containers. */
function listFields(type: ValueType | undefined, path: readonly string[]): Record<string, object> {
  if (type?.kind !== 'object') return {};
  const allowed = [...type.fields].filter(([name]) => findRefusedField([...path, name], {}) === undefined);
  return Object.fromEntries(allowed.map(([name, field]) => [name, describe(name, field, path)]));
}

function describe(name: string, field: ValueType, path: readonly string[]): object {
  if (field.kind !== 'list' || !/^(?:c|initC)ontainers$/.test(name)) return {};
  return {
    type: anything(),
    items: { type: anything(), properties: listFields(field.items, [...path, name]) },
  };
}
