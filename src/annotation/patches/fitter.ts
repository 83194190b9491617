import type { ObjectType } from '../../patch/value-type.ts';
import type { PatchTree, Slot } from './patch-tree.ts';

/** Brings values into the form that a field of the core API has: what is written, and what expressions have given. */
export interface Fitter {
  /** The value as the field takes it; undefined where it does not, which has been told then. */
  fit(value: unknown, slot: Slot): PatchTree | undefined;
  /** What a text becomes: itself, or an expression. */
  readText(text: string, slot: Slot): PatchTree | undefined;
  /** A number or bool in the place of a text. */
  toText(value: number | bigint | boolean, slot: Slot): string;
  /** What to do about `"4"` and `"true"` in the place of 4 and true. */
  readonly unquote: string;
  /** Elements whose keys must differ. */
  keepItems(items: readonly PatchTree[], key: string, slot: Slot): PatchTree | undefined;
  refuse(slot: Slot, complaint: string, at?: 'key'): undefined;
  /** What is wrong with a field that is not among its owner's; undefined where it may be newer than the types. */
  judgeUnknown(name: string, owner: ObjectType, slot: Slot): string | undefined;
}
