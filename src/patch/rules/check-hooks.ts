import { elementPath, fieldPath } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

/** Where the pod says none. */
const DEFAULT_GRACE = 30;

/** A container that sleeps before it ends has the pod's time for it, and no more. */
export function checkSleeps(spec: JsonObject, path: string): readonly Complaint[] {
  const { terminationGracePeriodSeconds: grace = DEFAULT_GRACE } = spec;
  if (typeof grace !== 'number' || grace < 0) return [];
  return ['initContainers', 'containers'].flatMap(list => {
    const containers: readonly unknown[] = Array.isArray(spec[list]) ? spec[list] : [];
    return containers.filter(isObject).flatMap(container => {
      const seconds = readSleep(container);
      if (seconds === undefined || (seconds >= 0 && seconds <= grace)) return [];
      const where = elementPath(fieldPath(path, list), container['name']);
      return [
        {
          path: `${where}.lifecycle.preStop.sleep.seconds`,
          message: `expected at most the pod's terminationGracePeriodSeconds, ${grace}, got ${seconds}`,
        },
      ];
    });
  });
}

function readSleep(container: JsonObject): number | undefined {
  const seconds = ['lifecycle', 'preStop', 'sleep', 'seconds'].reduce<unknown>(
    (value, field) => (isObject(value) ? value[field] : undefined),
    container,
  );
  return typeof seconds === 'number' ? seconds : undefined;
}
