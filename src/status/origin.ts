import { hasFormer, isKept, isUnordered } from './former-template.ts';
import type { LivePod, LiveStatefulSet, Template } from './live-objects.ts';
import { findRepeated, isLost, LOST, ownOf, REPEATED } from './own-annotation.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** What a new pod in the place of one is made from. */
export interface Origin {
  /** With the template, and the revision, that the pod is made from. */
  readonly set: LiveStatefulSet;
  /** Its annotation, where that is not the template's; null for none. */
  readonly own: string | null | undefined;
  /** Whether a partition keeps the rolling update from it. */
  readonly kept: boolean;
  /** False where that cannot be told, and all else is a guess: the former template may not be read, for one. */
  readonly known: boolean;
  /** What is taken for granted, or cannot be told, about the pod's own annotation. */
  readonly note?: string;
}

/** @param pods all of the StatefulSet's, as far as they are known. */
export function findOrigin(
  set: LiveStatefulSet,
  ordinal: number,
  live: LivePod | undefined,
  pods: Reading<readonly LivePod[]>,
): Origin {
  const kept = isKept(set, ordinal, pods === UNKNOWN ? [] : (pods ?? []));
  const { former } = set;
  if (former === undefined || !hasFormer(set)) return fromTemplate(set, live, kept);
  if (isUnordered(set) && pods === UNKNOWN) return guess(set, live);
  if (!kept) return fromTemplate(set, live, kept);
  return former === UNKNOWN ? guess(set, live) : fromTemplate(withFormer(set, former), live, kept);
}

function fromTemplate(set: LiveStatefulSet, live: LivePod | undefined, kept: boolean): Origin {
  const origin = { set, own: undefined, kept, known: true };
  if (live === undefined) return origin;
  if (isLost(set, live)) return { ...origin, known: false, note: LOST };
  const own = findRepeated(set, live);
  return own === undefined ? origin : { ...origin, own, note: REPEATED };
}

function guess(set: LiveStatefulSet, live: LivePod | undefined): Origin {
  return { set, own: live === undefined ? undefined : (ownOf(live) ?? null), kept: true, known: false };
}

/** As `ApplyRevision` of the controller does: all else, the StatefulSet's own annotation included, is of now. */
function withFormer(set: LiveStatefulSet, template: Template): LiveStatefulSet {
  const { currentRevision = '' } = set.status ?? {};
  const status = { currentRevision, updateRevision: currentRevision };
  return { ...set, spec: { ...set.spec, template }, status };
}
