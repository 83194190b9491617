import { shortLine } from '../bounds/quote-text.ts';
import { describeState } from './describe-state.ts';
import { explainLeftovers } from './explain-leftovers.ts';
import { findController, type Leftover } from './find-leftovers.ts';
import { listMounts, type PodMount } from './list-mounts.ts';

/** Pods that have a configuration which no annotation asks for any more. */
export interface LeftoversReport {
  /** The first ones. */
  readonly pods: readonly LeftoverReport[];
  /** What becomes of them, and what to do, each a sentence about "a pod". */
  readonly problems: readonly string[];
}

export interface LeftoverReport {
  readonly namespace: string;
  readonly name: string;
  /** In the words of `kubectl get pods`. */
  readonly state: string;
  /** Its controller, `StatefulSet web`; null where it has none. */
  readonly owner: string | null;
  readonly mounts: readonly PodMount[];
}

export function reportLeftovers(left: readonly Leftover[]): LeftoversReport {
  const unlisted = left.length - MAX_LISTED;
  return {
    pods: left.slice(0, MAX_LISTED).map(reportLeftover),
    problems: [
      ...explainLeftovers(left),
      ...(unlisted > 0 ? [`only ${MAX_LISTED} of ${left.length} such pods are listed`] : []),
    ],
  };
}

/** As many as are listed of a StatefulSet's pods that are missing. */
const MAX_LISTED = 1_000;

function reportLeftover({ pod }: Leftover): LeftoverReport {
  const { namespace, name } = pod.metadata;
  const owner = findController(pod);
  return {
    namespace,
    name,
    state: describeState(pod),
    owner: owner === undefined ? null : shortLine(`${owner.kind} ${owner.name}`),
    mounts: listMounts(pod),
  };
}
