import type { Explanation } from '../../status/explanation.ts';

/** Of each pod that is asked about; an error for one that cannot be explained. */
export type Answers = readonly (Explanation | Error)[];

/** A pod that cannot be explained keeps no other one from being explained. */
export function explainEach<T>(
  names: readonly T[],
  explainOne: (name: T) => Promise<Explanation>,
): Promise<Answers> {
  return Promise.all(names.map(name => explainOne(name).catch((error: Error) => error)));
}
