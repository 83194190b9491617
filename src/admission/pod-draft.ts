import jsonpatch, { type AddOperation, type ReplaceOperation } from 'fast-json-patch';
import type { Pod } from './pod.ts';

export type PatchOperation = AddOperation<unknown> | ReplaceOperation<unknown>;
export type PatchPath = readonly (string | number)[];

/**
 * A pod under change. Each operation is applied as it is recorded, so the operations that are answered
 * are the ones whose result was looked at. Nothing that came is moved, and fields that we do not know
 * stay as they are.
 *
 * The pod itself is changed: it came out of one JSON text and belongs to nobody else, and to copy a
 * large one costs more than all the rest.
 */
export class PodDraft {
  readonly pod: Pod;
  readonly operations: PatchOperation[] = [];

  constructor(pod: Pod) {
    this.pod = pod;
  }

  /** Sets a member of an object. */
  set(path: PatchPath, value: unknown): void {
    this.#apply({ op: 'add', path: toPointer(path), value });
  }

  replace(path: PatchPath, value: unknown): void {
    this.#apply({ op: 'replace', path: toPointer(path), value });
  }

  /** Appends to the list at `path`, which is made when `current` says that it is not there. */
  append(path: PatchPath, current: readonly unknown[] | null | undefined, item: unknown): void {
    if (current == null) this.set(path, [item]);
    else this.set([...path, '-'], item);
  }

  /** Puts items in front of the list at `path`, which is made when `current` says that it is not there. */
  prepend(path: PatchPath, current: readonly unknown[] | null | undefined, items: readonly unknown[]): void {
    if (items.length === 0) return;
    if (current == null) this.set(path, items);
    else for (const [index, item] of items.entries()) this.set([...path, index], item);
  }

  #apply(operation: PatchOperation): void {
    // fast-json-patch puts the value itself into the document: later operations must not reach the recorded one.
    jsonpatch.applyOperation(this.pod, { ...operation, value: copy(operation.value) }, false, true);
    this.operations.push(operation);
  }
}

/** Later operations put something into a list or object that was set, and never deeper. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return value !== null && typeof value === 'object' ? { ...value } : value;
}

function toPointer(path: PatchPath): string {
  return path.map(segment => `/${jsonpatch.escapePathComponent(String(segment))}`).join('');
}
