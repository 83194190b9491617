import type { ListType, ValueType } from '../../patch/value-type.ts';
import type { Field } from '../field.ts';
import type { Place } from '../place.ts';

/** A patch as the annotation has it: JSON, with expressions in the place of some values. */
export type PatchTree =
  | string
  | number
  | boolean
  | null
  | Expressed
  | KeyedItems
  | readonly PatchTree[]
  | { readonly [key: string]: PatchTree };

/** Where in a pod a value goes. */
export interface Slot {
  readonly path: readonly (string | number)[];
  readonly type: ValueType;
  /** That of the list whose element it is. */
  readonly list?: ListType;
}

/** A text with expressions in it, which are worked out for a pod. */
export class Expressed {
  readonly field: Field;
  readonly slot: Slot;

  constructor(field: Field, slot: Slot) {
    this.field = field;
    this.slot = slot;
  }
}

/** Elements of a merging list some of whose keys are known for a pod only. */
export class KeyedItems {
  readonly items: readonly PatchTree[];
  readonly key: string;
  readonly place: Place;

  constructor(items: readonly PatchTree[], key: string, place: Place) {
    this.items = items;
    this.key = key;
    this.place = place;
  }
}

/** Whether an element's key is known for a pod only. */
export function isComputed(item: PatchTree, key: string): boolean {
  return item instanceof Expressed || Reflect.get(Object(item), key) instanceof Expressed;
}
