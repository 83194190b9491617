import type { ReadStatefulSet, StatefulSet, StatefulSetPart } from '../admission/look-up.ts';
import type { StatefulSetReference } from '../admission/owner.ts';
import { within } from './within.ts';

/** How the app reads a StatefulSet. */
export interface LookUpDependencies {
  readonly readStatefulSet: (
    namespace: string,
    reference: StatefulSetReference,
    part: StatefulSetPart,
    signal: AbortSignal,
  ) => Promise<StatefulSet | undefined>;
  /** Told of each look-up after it ended; must not throw. */
  readonly observeLookUp: (lookUp: LookUp) => void;
}

export interface LookUp {
  readonly result: LookUpResult;
  readonly milliseconds: number;
}

/** `refused` is an answer of the API server that is no StatefulSet; `unreachable` is none at all. */
export type LookUpResult = 'found' | 'absent' | 'timeout' | 'refused' | 'unreachable';

/** Reads StatefulSets until `deadline` (on the clock of `performance.now`): all look-ups of an admission share it. */
export function lookUpInTime(
  { readStatefulSet, observeLookUp }: LookUpDependencies,
  deadline: number,
): ReadStatefulSet {
  return async (namespace, reference, part) => {
    const start = performance.now();
    const tell = (result: LookUpResult) => observeLookUp({ result, milliseconds: performance.now() - start });
    try {
      const read = (signal: AbortSignal) => readStatefulSet(namespace, reference, part, signal);
      const found = await within(deadline - start, read);
      tell(found === undefined ? 'absent' : 'found');
      return found;
    } catch (error) {
      tell(findCause(error as Error));
      throw error;
    }
  };
}

/** By name: the edges do not know each other's classes. */
function findCause({ name }: Error): LookUpResult {
  if (name === 'TimeoutError') return 'timeout';
  return name === 'ApiError' ? 'refused' : 'unreachable';
}
