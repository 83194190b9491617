import { listNames } from '../../bounds/list-names.ts';
import type { JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

interface Choice {
  readonly of: string;
  /** Undefined: all fields but these. */
  readonly fields?: readonly string[];
  readonly besides?: readonly string[];
  readonly required: boolean;
}

const PROBES = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOKS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

/** Objects of which one field is set at most, or exactly. A volume without a source becomes an empty directory. */
const CHOICES: ReadonlyMap<string, Choice> = new Map([
  ['EnvVar', { of: 'value', fields: ['value', 'valueFrom'], required: false }],
  ['EnvFromSource', { of: 'source', besides: ['prefix'], required: true }],
  ['EnvVarSource', { of: 'source', besides: [], required: true }],
  ['LifecycleHandler', { of: 'handler', fields: HOOKS, required: true }],
  ['Probe', { of: 'handler', fields: PROBES, required: true }],
  ['PodResourceClaim', { of: 'source', besides: ['name'], required: true }],
  ['Volume', { of: 'source', besides: ['name'], required: false }],
  ['VolumeProjection', { of: 'source', besides: [], required: true }],
]);

/** Most often, the patch sets one and the pod has another. */
export function checkOneOf(type: string, object: JsonObject, path: string): readonly Complaint[] {
  const choice = CHOICES.get(type);
  if (choice === undefined) return [];
  const { of, fields, besides, required } = choice;
  const set = (fields ?? Object.keys(object).filter(field => besides?.includes(field) !== true)).filter(
    field => isSet(object, field),
  );
  if (set.length === 0 && required)
    return [
      {
        path,
        message: `expected a ${of}${fields === undefined ? ', got none' : `: one of ${listNames(fields)}`}`,
      },
    ];
  if (set.length < 2) return [];
  return [
    { path, message: `expected one ${of}, got ${listNames(set)}: set the one that the pod has to null` },
  ];
}

function isSet(object: JsonObject, field: string): boolean {
  if (!Object.hasOwn(object, field)) return false;
  const value = object[field];
  return value !== null && value !== undefined && value !== '';
}
