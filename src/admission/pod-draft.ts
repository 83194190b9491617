import jsonpatch, { type AddOperation } from 'fast-json-patch';
import type { Pod } from './pod.ts';

/**
 * A pod under change. Each operation is applied as it is recorded, so the operations that are answered
 * are the ones whose result was looked at. Only `add` is used, and arrays only grow at their end:
 * nothing that came is moved or replaced, and fields that we do not know stay as they are.
 *
 * The pod itself is changed: it came out of one JSON text and belongs to nobody else, and to copy a
 * large one costs more than all the rest.
 */
export class PodDraft {
  readonly pod: Pod;
  readonly operations: AddOperation<unknown>[] = [];

  constructor(pod: Pod) {
    this.pod = pod;
  }

  /** Sets a member of an object. */
  set(path: readonly (string | number)[], value: unknown): void {
    const operation: AddOperation<unknown> = { op: 'add', path: toPointer(path), value };
    // fast-json-patch puts the value itself into the document: later operations must not reach the recorded one.
    jsonpatch.applyOperation(this.pod, { ...operation, value: structuredClone(value) }, false, true);
    this.operations.push(operation);
  }

  /** Appends to the array at `path`, which is made when `current` says that it is not there. */
  append(
    path: readonly (string | number)[],
    current: readonly unknown[] | null | undefined,
    item: unknown,
  ): void {
    if (current == null) this.set(path, [item]);
    else this.set([...path, '-'], item);
  }
}

function toPointer(path: readonly (string | number)[]): string {
  return path.map(segment => `/${jsonpatch.escapePathComponent(String(segment))}`).join('');
}
