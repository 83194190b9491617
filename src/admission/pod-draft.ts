import jsonpatch, { type AddOperation, type RemoveOperation, type ReplaceOperation } from 'fast-json-patch';
import { diffJson } from './diff-json.ts';
import type { Pod } from './pod.ts';

export type PatchOperation = AddOperation<unknown> | ReplaceOperation<unknown> | RemoveOperation;

/** An object or a list within a pod, and the JSON Pointer to it. */
export interface Place<T extends object = object> {
  readonly value: T;
  readonly pointer: string;
}

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

  get metadata(): Place<Pod['metadata']> {
    return { value: this.pod.metadata, pointer: '/metadata' };
  }

  get spec(): Place<Pod['spec']> {
    return { value: this.pod.spec, pointer: '/spec' };
  }

  /** Makes another pod of it, which may share with it whatever has not changed. */
  become({ metadata, spec }: Pod): void {
    const operations = [
      ...diffJson(this.pod.metadata, metadata, this.metadata.pointer),
      ...diffJson(this.pod.spec, spec, this.spec.pointer),
    ];
    // Later operations reach into the pod at any depth.
    this.operations.push(...structuredClone(operations));
    Object.assign(this.pod, { metadata, spec });
  }

  /** Sets a member of an object; `path` is the JSON Pointer to it, for whoever knows it already. */
  set(place: Place, key: string, value: unknown, path = toPointer(place, key)): void {
    (place.value as Record<string, unknown>)[key] = copy(value);
    this.operations.push({ op: 'add', path, value });
  }

  /** Puts a value in the place of another one of a list. */
  replace(list: Place<readonly unknown[]>, index: number, value: unknown): void {
    Reflect.set(list.value, index, copy(value));
    this.operations.push({ op: 'replace', path: `${list.pointer}/${index}`, value });
  }

  /** Appends to the list that is a member of an object, which is made when it is not there. */
  append<K extends string>(
    place: Place<{ readonly [key in K]?: readonly unknown[] | null }>,
    key: K,
    item: unknown,
  ): void {
    const list = place.value[key] as unknown[] | null | undefined;
    if (list == null) this.set(place, key, [item]);
    else {
      list.push(item);
      this.operations.push({ op: 'add', path: `${toPointer(place, key)}/-`, value: item });
    }
  }

  /** Puts items in front of the list that is a member of an object, which is made when it is not there. */
  prepend<K extends string>(
    place: Place<{ readonly [key in K]?: readonly unknown[] | null }>,
    key: K,
    items: readonly unknown[],
  ): void {
    if (items.length === 0) return;
    const list = place.value[key] as unknown[] | null | undefined;
    if (list == null) this.set(place, key, items);
    else {
      list.unshift(...items);
      for (const [index, value] of items.entries()) {
        this.operations.push({ op: 'add', path: `${toPointer(place, key)}/${index}`, value });
      }
    }
  }
}

/** Later operations put something into a list or object that was set, never deeper, and must not reach the recorded one. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return value !== null && typeof value === 'object' ? { ...value } : value;
}

function toPointer({ pointer }: Place, key: string): string {
  return `${pointer}/${jsonpatch.escapePathComponent(key)}`;
}
