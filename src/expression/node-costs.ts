import type { AllowedFunction } from './allowed-functions.ts';
import { type Cost, combinedCost, comparingWork, stepsOf } from './cost.ts';
import {
  concatenatedSize,
  largerSize,
  largestSize,
  listSize,
  mapSize,
  SCALAR,
  type Size,
  stringSize,
} from './size.ts';

// What each kind of node costs, from the costs of its parts.

/** An error is made with a stack and a drawing of its place: this much wherever one is caught. */
const STEPS_PER_ERROR = 100;
/** A macro evaluates nodes of its own for each element: a condition, an append. */
const STEPS_PER_ELEMENT = 4;

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
/** Macros that go on when an element fails: another one can decide. */
const CATCHING: ReadonlySet<string> = new Set(['all', 'exists']);

export function literalCost(value: unknown): Cost {
  return combinedCost(typeof value === 'string' ? stringSize(value.length, value.length) : SCALAR, []);
}

export function elementCost(container: Cost, index: Cost): Cost {
  const size = container.size.element ?? SCALAR;
  return combinedCost(size, [container, index], stepsOf(index.size.weight), true);
}

export function listCost(elements: readonly Cost[]): Cost {
  const content = elements.reduce((total, { size }) => total + size.weight, 0);
  return combinedCost(listSize(elements.length, largestSize(elements.map(sizeOf)), content), elements);
}

export function mapCost(keys: readonly Cost[], values: readonly Cost[]): Cost {
  const content = listCost(keys).size.content + listCost(values).size.content;
  const size = mapSize(keys.length, largestSize(keys.map(sizeOf)), largestSize(values.map(sizeOf)), content);
  return combinedCost(size, [...keys, ...values]);
}

export function unaryCost(op: string, operand: Cost): Cost {
  return combinedCost(SCALAR, [operand], 0, op === '-_');
}

export function ternaryCost(condition: Cost, yes: Cost, no: Cost): Cost {
  // Only one of the two is evaluated.
  const steps = -Math.min(yes.steps, no.steps);
  return combinedCost(largerSize(yes.size, no.size), [condition, yes, no], steps);
}

/** An error on the left is caught: the right can decide. */
export function logicCost(left: Cost, right: Cost): Cost {
  return combinedCost(SCALAR, [left, right], left.fails ? STEPS_PER_ERROR : 0);
}

/** Comparisons and `in` look at both operands at most once, `+` copies them. */
export function operatorCost(op: string, left: Cost, right: Cost): Cost {
  const size = op === '+' ? concatenatedSize(left.size, right.size) : SCALAR;
  const steps = stepsOf(comparingWork(left.size) + comparingWork(right.size));
  return combinedCost(size, [left, right], steps, ARITHMETIC.has(op) && size.kind === 'scalar');
}

export function callCost(called: AllowedFunction, args: readonly Cost[]): Cost {
  const sizes = args.map(sizeOf);
  return combinedCost(called.size(...sizes), args, stepsOf(called.work(...sizes)), called.fails);
}

/** What the variable of a macro over this range can be. */
export function variableSize({ size }: Cost): Size {
  return (size.kind === 'map' ? size.key : size.element) ?? SCALAR;
}

export function comprehensionCost(name: string, range: Cost, bodies: readonly Cost[]): Cost {
  const body = combinedCost(SCALAR, bodies);
  const caught = CATCHING.has(name) && body.fails ? STEPS_PER_ERROR : 0;
  const steps = range.size.length * (body.steps + STEPS_PER_ELEMENT + caught);
  return combinedCost(comprehensionSize(name, range, bodies), [range], steps, body.fails);
}

function comprehensionSize(name: string, range: Cost, bodies: readonly Cost[]): Size {
  const count = range.size.length;
  if (name === 'filter') return listSize(count, variableSize(range), range.size.content);
  if (name === 'map') return listSize(count, bodies.at(-1)?.size ?? SCALAR);
  return SCALAR;
}

function sizeOf({ size }: Cost): Size {
  return size;
}
