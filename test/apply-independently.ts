import assert from 'node:assert/strict';
import { applyPatch, type Operation } from 'rfc6902';

/** A pod as JSON, with what the tests look at. */
export interface RawPod {
  metadata: { name?: string; annotations?: Record<string, string> | null; [field: string]: unknown };
  spec: {
    containers: RawContainer[];
    initContainers?: RawContainer[] | null;
    volumes?: { name: string; [source: string]: unknown }[] | null;
    [field: string]: unknown;
  };
}

export interface RawContainer {
  name: string;
  volumeMounts?: { name: string; mountPath: string; [field: string]: unknown }[] | null;
  [field: string]: unknown;
}

/**
 * Applies a JSON Patch with another implementation than the one that made it, after a trip over the wire,
 * as the API server does.
 */
export function applyIndependently(pod: RawPod, operations: readonly unknown[]): RawPod {
  const copy = JSON.parse(JSON.stringify(pod)) as RawPod;
  const failures = applyPatch(copy, JSON.parse(JSON.stringify(operations)) as Operation[]).filter(
    error => error,
  );
  assert.deepEqual(failures, []);
  return copy;
}
