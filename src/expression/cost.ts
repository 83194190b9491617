import type { Size } from './size.ts';

/** Characters that are looked at or copied in about the time that a node takes to be evaluated. */
const CHARACTERS_PER_STEP = 16;
const CHARACTERS_PER_ELEMENT = 4;

/** What evaluating a part of an expression can cost, at most. */
export interface Cost {
  readonly size: Size;
  /** Nodes evaluated, and characters looked at or copied. */
  readonly steps: number;
  /** Whether it can fail: an error costs as much as a hundred nodes, wherever one is caught. */
  readonly fails: boolean;
}

/** The cost of a part that is made of others, all of which are evaluated. */
export function combinedCost(size: Size, parts: readonly Cost[], steps = 0, fails = false): Cost {
  return {
    size,
    steps: parts.reduce((total, part) => total + part.steps, steps),
    fails: fails || parts.some(part => part.fails),
  };
}

export function stepsOf(characters: number): number {
  return characters / CHARACTERS_PER_STEP;
}

/**
 * The work of comparing, searching or copying a value, in characters: an element takes as long as some of
 * them, and one that is itself a list a whole step.
 */
export function comparingWork(size: Size): number {
  if (size.kind === 'scalar' || size.kind === 'string') return size.weight;
  const isNested = size.kind === 'map' || size.element?.kind === 'list' || size.element?.kind === 'map';
  return isNested ? CHARACTERS_PER_STEP * size.weight : size.weight + CHARACTERS_PER_ELEMENT * size.length;
}
