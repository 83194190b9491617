import { MAX_COMPLAINTS_DESCRIBED } from '../../bounds/bounds.ts';
import { shortLine } from '../../bounds/quote-text.ts';
import type { ObjectType } from '../../patch/value-type.ts';
import { explainUnknownField } from '../explain-unknown-field.ts';
import type { BoundedPod } from '../field.ts';
import { mistakeAt } from '../place.ts';
import { findRepeatedKey } from './find-repeated-key.ts';
import { fitText } from './fit-scalar.ts';
import { fitValue } from './fit-value.ts';
import type { Fitter } from './fitter.ts';
import type { Expressed, PatchTree, Slot } from './patch-tree.ts';

/** Fits what an expression has given for a pod. Mistakes go to the pod's, at the place of the expression. */
export class ValueFitter implements Fitter {
  readonly unquote = 'give an int or a bool';
  readonly #expressed: Expressed;
  readonly #pod: BoundedPod;

  constructor(expressed: Expressed, pod: BoundedPod) {
    this.#expressed = expressed;
    this.#pod = pod;
  }

  fit(value: unknown, slot: Slot): PatchTree | undefined {
    return fitValue(value, slot, this);
  }

  readText(text: string, slot: Slot): string | undefined {
    return fitText(text, slot, this);
  }

  toText(value: number | bigint | boolean): string {
    return String(value);
  }

  keepItems(items: readonly PatchTree[], key: string, slot: Slot): PatchTree | undefined {
    const keyed = items.map(item => ({ item, isComputed: true }));
    const complaint = findRepeatedKey(keyed, key);
    return complaint === undefined ? items : this.refuse(slot, complaint);
  }

  refuse({ path }: Slot, complaint: string): undefined {
    const { field, slot } = this.#expressed;
    const { mistakes, ordinal } = this.#pod;
    const where = describeInner(path.slice(slot.path.length));
    if (this.#isFull()) mistakes.addUntold(1);
    else mistakes.add(mistakeAt(field.place, where + complaint, ordinal));
  }

  /** Warnings are about what is written: a field that is newer has to be. */
  judgeUnknown(name: string, owner: ObjectType): string {
    if (this.#isFull()) return '';
    return explainUnknownField(name, owner) ?? `not a known field of ${owner.name}: write the mapping out`;
  }

  /** An expression may give thousands of values. */
  #isFull(): boolean {
    return this.#pod.mistakes.met >= MAX_COMPLAINTS_DESCRIBED;
  }
}

/** Where in the value of the expression: `[1].name: `. */
function describeInner(path: Slot['path']): string {
  const parts = path.map((part, index) => {
    if (typeof part === 'number') return `[${part}]`;
    return index === 0 ? shortLine(part) : `.${shortLine(part)}`;
  });
  return parts.length === 0 ? '' : `${parts.join('')}: `;
}
