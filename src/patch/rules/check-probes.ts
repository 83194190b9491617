import { fieldPath } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

/** What a probe may not say because of what it is for. */
export function checkProbes(container: JsonObject, path: string): readonly Complaint[] {
  const { readinessProbe: readiness } = container;
  const graceful = fieldPath(fieldPath(path, 'readinessProbe'), 'terminationGracePeriodSeconds');
  return [
    ...['livenessProbe', 'startupProbe'].flatMap(field =>
      checkThreshold(container[field], fieldPath(path, field)),
    ),
    ...(isObject(readiness) && typeof readiness['terminationGracePeriodSeconds'] === 'number'
      ? [{ path: graceful, message: 'expected none, for a readiness probe ends no container: remove it' }]
      : []),
  ];
}

function checkThreshold(probe: unknown, path: string): readonly Complaint[] {
  const threshold = isObject(probe) ? probe['successThreshold'] : undefined;
  if (typeof threshold !== 'number' || threshold < 2) return [];
  const message = `expected 1, which only a readiness probe may exceed, got ${threshold}`;
  return [{ path: fieldPath(path, 'successThreshold'), message }];
}

const OF_RUNNING = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** An init container ends before the next one begins, unless it is a sidecar. */
export function checkInitContainer(container: JsonObject, path: string): readonly Complaint[] {
  if (container['restartPolicy'] === 'Always') return [];
  return OF_RUNNING.filter(field => isObject(container[field])).map(field => ({
    path: fieldPath(path, field),
    message: 'expected none in an init container that is no sidecar: remove it, or set restartPolicy: Always',
  }));
}
