import { MAX_COMPLAINTS_DESCRIBED, MAX_VALUES_LOOKED_AT } from '../../bounds/bounds.ts';
import type { ObjectType } from '../../patch/value-type.ts';
import { explainUnknownField } from '../explain-unknown-field.ts';
import type { Field } from '../field.ts';
import { type Note, noteAt } from '../note.ts';
import { mistakeAt, type Place } from '../place.ts';
import type { AnnotationSource } from '../read-element.ts';
import { readValueField } from '../read-field.ts';
import type { Path } from '../read-mapping.ts';
import { readScalar } from '../read-scalar.ts';
import { describeMismatch } from './describe-mismatch.ts';
import { findMergedKey } from './find-repeated-key.ts';
import { fitText } from './fit-scalar.ts';
import { fitValue } from './fit-value.ts';
import type { Fitter } from './fitter.ts';
import { Expressed, isComputed, KeyedItems, type PatchTree, type Slot } from './patch-tree.ts';

/** Reads a patch as it is written. What is wrong with it goes to the mistakes, each at its line. */
export class PatchReader implements Fitter {
  readonly fields: Field[] = [];
  readonly notes: Note[] = [];
  readonly unquote = 'leave the quotes out';
  readonly #base: Path;
  readonly #source: AnnotationSource;
  #looked = 0;

  /** @param base where the patch stands in the annotation. */
  constructor(base: Path, source: AnnotationSource) {
    this.#base = base;
    this.#source = source;
  }

  fit(value: unknown, slot: Slot): PatchTree | undefined {
    return fitValue(value, slot, this);
  }

  readText(text: string, slot: Slot): PatchTree | undefined {
    if (!text.includes('$(') && !(LOOKS_MEANT.test(text) && this.#mayLook())) {
      return fitText(text, slot, this);
    }
    const field = readValueField(text, this.#placeOf(slot), this.#source);
    this.fields.push(field);
    if (field.broken === true) return new Expressed(field, slot);
    if (field.template.expressions === 0) return fitText(field.template.parts.join(''), slot, this);
    const mismatch = describeMismatch(field.template, slot);
    return mismatch === undefined ? new Expressed(field, slot) : this.refuse(slot, mismatch);
  }

  toText(value: number | boolean, slot: Slot): string {
    // A quantity stays the same one, however it is written.
    if (slot.type.kind !== 'string' || !this.#mayLook()) return String(value);
    const place = this.#placeOf(slot);
    const { text, changed } = readScalar(value, place);
    if (changed !== undefined) this.note('yaml-changed', place, changed);
    return text;
  }

  keepItems(items: readonly PatchTree[], key: string, slot: Slot): PatchTree {
    const merged = findMergedKey(items, key);
    if (merged !== undefined) this.note('merged-elements', this.#placeOf(slot), merged);
    const isOpen = items.some(item => isComputed(item, key));
    return isOpen ? new KeyedItems(items, key, this.#placeOf(slot)) : items;
  }

  refuse(slot: Slot, complaint: string, at?: 'key'): undefined {
    const { mistakes, mapping } = this.#source;
    if (this.#isFull()) mistakes.addUntold(1);
    else {
      const path = [...this.#base, ...slot.path];
      mistakes.add(mistakeAt(at === 'key' ? mapping.findKey(path) : mapping.findValue(path), complaint));
    }
  }

  judgeUnknown(name: string, owner: ObjectType, slot: Slot): string | undefined {
    if (this.#isFull() || this.notes.length >= MAX_COMPLAINTS_DESCRIBED) return undefined;
    const mistake = explainUnknownField(name, owner);
    if (mistake !== undefined) return mistake;
    const message = `not a known field of ${owner.name}: an API server that does not know it either drops it without a word`;
    this.note('unknown-field', this.#placeOf(slot), message);
    return undefined;
  }

  note(code: Note['code'], place: Place, message: string): void {
    if (this.notes.length >= MAX_COMPLAINTS_DESCRIBED) return;
    this.notes.push(noteAt(code, place, message));
  }

  /** To look for places, and for what was meant, takes long for thousands. */
  #isFull(): boolean {
    return this.#source.mistakes.met >= MAX_COMPLAINTS_DESCRIBED;
  }

  /** Whether one more value may be looked at for a warning. */
  #mayLook(): boolean {
    this.#looked += 1;
    return this.#looked <= MAX_VALUES_LOOKED_AT;
  }

  #placeOf({ path }: Slot): Place {
    return this.#source.mapping.findValue([...this.#base, ...path]);
  }
}

/** Expressions, and what may be meant for one in the syntax of others: such a text is a field, too, so that it can be warned of. */
const LOOKS_MEANT = /\$|\{\{|%/;
