import { MERGE_KEYS, MERGED_TEXTS } from '../../../src/patch/merge-keys.ts';
import {
  type ListType,
  type ObjectType,
  typeOfField,
  type ValueType,
} from '../../../src/patch/value-type.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a patch may do to something that the pod has. */
export const EFFECTS: readonly string[] = [
  ...[...MERGE_KEYS.keys()].flatMap(list => [`change an element of ${list}`, `delete an element of ${list}`]),
  ...[...MERGED_TEXTS].map(list => `add to ${list}`),
  'delete a field',
  'delete an object',
  'replace an object',
  'replace a list that merges',
  'replace a list that does not',
  'add an element twice',
  'retain keys',
  'delete from a list of texts',
];

/** Which of those a patch has on a pod. */
export function listEffects(pod: unknown, patch: unknown, type: ValueType): string[] {
  if (type.kind !== 'object' || !isFields(pod) || !isFields(patch)) return [];
  if (patch['$patch'] !== undefined) return [`${patch['$patch']} an object`];
  return [
    ...(Array.isArray(patch['$retainKeys']) ? ['retain keys'] : []),
    ...Object.keys(patch).flatMap(field => effectsOnField(field, pod, patch, type)),
  ];
}

function effectsOnField(field: string, pod: Fields, patch: Fields, type: ObjectType): string[] {
  const list = field.split('$deleteFromPrimitiveList/')[1];
  if (list !== undefined && pod[list] !== undefined) return ['delete from a list of texts'];
  if (pod[field] === undefined) return [];
  if (patch[field] === null) return ['delete a field'];
  const fieldType = typeOfField(type, field);
  if (fieldType.kind !== 'list') return listEffects(pod[field], patch[field], fieldType);
  if (!Array.isArray(pod[field]) || !Array.isArray(patch[field])) return [];
  return effectsOnList(`${type.name}.${field}`, pod[field], patch[field], fieldType);
}

function effectsOnList(
  name: string,
  pod: readonly unknown[],
  patch: readonly unknown[],
  type: ListType,
): string[] {
  if (!type.merges) return ['replace a list that does not'];
  if (type.mergeKey === undefined) return patch.length > 0 ? [`add to ${name}`] : [];
  const { mergeKey, items } = type;
  if (patch.filter(isFields).some(element => element['$patch'] === 'replace'))
    return ['replace a list that merges'];
  const keys = patch.filter(isFields).map(element => element[mergeKey]);
  return patch.filter(isFields).flatMap(element => {
    const found = pod.filter(isFields).find(other => other[mergeKey] === element[mergeKey]);
    const twice =
      found === undefined && keys.indexOf(element[mergeKey]) < keys.lastIndexOf(element[mergeKey]);
    if (found === undefined) return twice ? ['add an element twice'] : [];
    const deleted = element['$patch'] === 'delete';
    return deleted
      ? [`delete an element of ${name}`]
      : [`change an element of ${name}`, ...listEffects(found, element, items)];
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
