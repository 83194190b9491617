import { InvalidArgumentError } from 'commander';

/** `2`, `0,3` or `4-7`, several times over: all of them. */
export function parseOrdinals(text: string, former: readonly number[] = []): number[] {
  return [...former, ...text.split(',').flatMap(parseRange)];
}

/** A number of pods. */
export function parseReplicas(text: string): number {
  if (!/^[0-9]{1,10}$/.test(text) || Number(text) > MAX) {
    throw new InvalidArgumentError(`expected a number of pods, 0 to ${MAX}.`);
  }
  return Number(text);
}

const MAX = 2 ** 31 - 1;

function parseRange(text: string): number[] {
  const [, first = '', last = first] = /^([0-9]{1,10})(?:-([0-9]{1,10}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === '' || to > MAX || to < from || to - from >= MAX_RANGE) {
    throw new InvalidArgumentError(`expected ordinals such as 2, 0,3 or 4-7, at most ${MAX_RANGE}.`);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const MAX_RANGE = 1_000;
