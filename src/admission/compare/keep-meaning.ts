import { isDeepStrictEqual } from 'node:util';
import { isDropped } from '../../patch/is-dropped.ts';
import { isObject, type JsonObject } from '../../patch/json.ts';
import { compareQuantities } from '../../patch/rules/quantity.ts';
import { typeOfField, type ValueType } from '../../patch/value-type.ts';

/** What is wanted of a field, in the words of what is present where that means the same. */
export function keepMeaning(wanted: unknown, present: unknown, type: ValueType): unknown {
  if (wanted === present || isDeepStrictEqual(wanted, present)) return present;
  if (type.kind === 'quantity' && compareQuantities(wanted, present) === 0) return present;
  if (isObject(wanted) && isObject(present) && (type.kind === 'object' || type.kind === 'map')) {
    return keepFields(wanted, present, (value, before, field) => {
      const isSame = before === undefined || (!Array.isArray(value) && isDefault(field, before));
      return isSame && isDropped(value, field, type)
        ? before
        : keepMeaning(value, before, typeOfField(type, field));
    });
  }
  if (type.kind !== 'list' || !Array.isArray(wanted) || !Array.isArray(present)) return wanted;
  return type.merges ? keepElements(wanted, present, type.items, type.mergeKey) : keepList(wanted, present);
}

function keepFields(
  wanted: JsonObject,
  present: JsonObject,
  keep: (value: unknown, before: unknown, field: string) => unknown,
): JsonObject {
  const fields = Object.entries(wanted).map(([field, value]) => [field, keep(value, present[field], field)]);
  const defaults = Object.entries(present).filter(
    ([field, value]) => !Object.hasOwn(wanted, field) && isDefault(field, value),
  );
  return Object.fromEntries([...fields.filter(([, value]) => value !== undefined), ...defaults]);
}

function keepElements(
  wanted: readonly unknown[],
  present: readonly unknown[],
  type: ValueType,
  mergeKey: string | undefined,
): unknown[] {
  const keyOf = (item: unknown) => (mergeKey !== undefined && isObject(item) ? item[mergeKey] : item);
  const byKey = new Map(present.map(item => [keyOf(item), item]));
  return wanted.map(item => keepMeaning(item, byKey.get(keyOf(item)), type));
}

/** A list that is replaced as a whole: all that is wanted is there, in this order, with what the API server has added. */
function keepList(wanted: readonly unknown[], present: readonly unknown[]): unknown {
  let next = 0;
  const isThere = wanted.every(item => {
    next = present.findIndex((other, index) => index >= next && holds(other, item)) + 1;
    return next > 0;
  });
  return isThere ? present : wanted;
}

function holds(present: unknown, wanted: unknown): boolean {
  if (isObject(present) && isObject(wanted)) {
    return Object.entries(wanted).every(([field, value]) => holds(present[field], value));
  }
  if (Array.isArray(present) && Array.isArray(wanted)) return keepList(wanted, present) === present;
  return present === wanted;
}

/**
 * Whether the API server has put this into a field that a patch deletes or leaves empty: SetDefaults_PodSpec, SetDefaults_Container,
 * SetDefaults_Probe and what admission plugins derive. Another webhook that sets just the same changes nothing.
 */
function isDefault(field: string, value: unknown): boolean {
  return (
    Object.hasOwn(DEFAULTS, field) && (DEFAULTS[field] === ANY || isDeepStrictEqual(DEFAULTS[field], value))
  );
}

const ANY = Symbol('any value');

const DEFAULTS: Readonly<Record<string, unknown>> = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
  enableServiceLinks: true,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  protocol: 'TCP',
  resources: {},
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  scheme: 'HTTP',
  apiVersion: 'v1',
  defaultMode: 0o644,
  divisor: '0',
  imagePullPolicy: ANY,
  priority: ANY,
  preemptionPolicy: ANY,
  overhead: ANY,
  tolerations: ANY,
  requests: ANY,
  imagePullSecrets: ANY,
};
