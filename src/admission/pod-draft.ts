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
    const { parent, key } = this.#find(path);
    parent[key] = copy(value);
    this.operations.push({ op: 'add', path: toPointer(path), value });
  }

  /** Puts a value in the place of another, which is there. */
  replace(path: PatchPath, value: unknown): void {
    const { parent, key } = this.#find(path);
    parent[key] = copy(value);
    this.operations.push({ op: 'replace', path: toPointer(path), value });
  }

  /** Appends to the list at `path`, which is made when `current` says that it is not there. */
  append(path: PatchPath, current: readonly unknown[] | null | undefined, item: unknown): void {
    if (current == null) this.set(path, [item]);
    else this.#insert([...path, '-'], current.length, item);
  }

  /** Puts items in front of the list at `path`, which is made when `current` says that it is not there. */
  prepend(path: PatchPath, current: readonly unknown[] | null | undefined, items: readonly unknown[]): void {
    if (items.length === 0) return;
    if (current == null) this.set(path, items);
    else for (const [index, item] of items.entries()) this.#insert([...path, index], index, item);
  }

  #insert(path: PatchPath, index: number, item: unknown): void {
    const { parent } = this.#find(path);
    (parent as unknown as unknown[]).splice(index, 0, item);
    this.operations.push({ op: 'add', path: toPointer(path), value: item });
  }

  /** What holds the last segment of a path. All paths are ours, and what they lead through is there. */
  #find(path: PatchPath): {
    readonly parent: Record<string | number, unknown>;
    readonly key: string | number;
  } {
    let parent = this.pod as unknown as Record<string | number, unknown>;
    for (const segment of path.slice(0, -1)) parent = parent[segment] as typeof parent;
    return { parent, key: path.at(-1) ?? '' };
  }
}

/**
 * Later operations put something into a list or object that was set, never deeper, and must not reach the recorded one.
 */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return value !== null && typeof value === 'object' ? { ...value } : value;
}

function toPointer(path: PatchPath): string {
  return path.map(segment => `/${jsonpatch.escapePathComponent(String(segment))}`).join('');
}
