import { MAX_QUOTED_LENGTH, MAX_REASON_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { type Allowance, allow, type Decision, type Denial, deny } from './decision.ts';
import type { Numbered } from './list-ordinals.ts';
import type { StatefulSetReference } from './owner.ts';
import type { Pod } from './pod.ts';
import { Reason } from './reason.ts';
import type { StatefulSetObject } from './statefulset.ts';

/** What we read of a StatefulSet. */
export interface StatefulSet {
  readonly metadata: { readonly uid: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: Numbered['spec'] & Pick<StatefulSetObject['spec'], 'selector'>;
}

/** How much of it: the metadata costs a fraction of the whole. */
export type StatefulSetPart = 'metadata' | 'whole';

/** Reads a StatefulSet as it is now; undefined when there is none. Rejects when that cannot be found out. */
export type ReadStatefulSet = (
  namespace: string,
  reference: StatefulSetReference,
  part: StatefulSetPart,
) => Promise<StatefulSet | undefined>;

/** A pod that is to be created, and whose it is. */
export interface Subject {
  readonly pod: Pod;
  readonly owner: StatefulSetReference;
  readonly namespace: string;
  /** Without a dot at its end. By default, what nearly every cluster has. */
  readonly clusterDomain?: string | undefined;
}

/** Finds the very StatefulSet that owns the pod and decides with it, or as it follows when that cannot be done. */
export async function lookUp(
  { owner, namespace }: Subject,
  part: StatefulSetPart,
  readStatefulSet: ReadStatefulSet,
  decide: (found: StatefulSet) => Decision | Promise<Decision>,
): Promise<Decision> {
  const set = `StatefulSet ${shortLine(namespace)}/${escapeLine(cutText(owner.name, MAX_QUOTED_LENGTH))}`;
  const found = await readStatefulSet(namespace, owner, part).catch((error: Error) =>
    denyUnread(part, `${set} could not be read: ${escapeLine(cutText(error.message, MAX_REASON_LENGTH))}`),
  );
  if (found === undefined) return gone(`${set} does not exist`);
  if ('outcome' in found) return found;
  if (found.metadata.uid === owner.uid) return decide(found);
  return gone(`${set} is another one than the pod names as its owner (its uid differs)`);
}

/** The metadata is read to see whether the pod is to be configured at all; the whole, if it is. */
function denyUnread(part: StatefulSetPart, why: string): Denial {
  const denial = deny(Reason.lookupFailed, `${why}. The StatefulSet controller will try again`);
  return part === 'metadata' ? { ...denial, undecided: true } : denial;
}

function gone(why: string): Allowance {
  return allow(Reason.ownerGone, `${why}; the pod is left as it is`);
}
