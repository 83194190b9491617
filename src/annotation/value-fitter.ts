import type { BoundedPod } from './field.ts';
import { fitText } from './fit-scalar.ts';
import { fitValue } from './fit-value.ts';
import type { Fitter } from './fitter.ts';
import type { Expressed, PatchTree, Slot } from './patch-tree.ts';
import { mistakeAt } from './place.ts';

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

  keepItems(items: readonly PatchTree[]): PatchTree {
    return items;
  }

  refuse({ path }: Slot, complaint: string): undefined {
    const { field, slot } = this.#expressed;
    const inner = path.slice(slot.path.length).map(part => (typeof part === 'number' ? `[${part}]` : part));
    const where = inner.length === 0 ? '' : `${inner.join('.').replaceAll('.[', '[')}: `;
    this.#pod.mistakes.add(mistakeAt(field.place, where + complaint, this.#pod.ordinal));
  }

  warnOfUnknown(): void {
    // Whether it is there is known for a pod only, and warnings are about what is written.
  }
}
