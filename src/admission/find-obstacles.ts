import { MAX_PEERS, MAX_QUOTED_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { findLeftOver, type LeftOver } from './find-left-over.ts';
import { findLastOrdinal, findUnreadable } from './list-ordinals.ts';
import { MAX_ORDINAL } from './ordinal.ts';
import { isKruiseApi } from './owner.ts';
import { Reason } from './reason.ts';
import type { StatefulSetObject } from './statefulset.ts';

/**
 * What a StatefulSet is refused for, whatever its annotation says: its pods could not be created, or would be taken for
 * configured ones. The API server takes the set itself.
 */
export interface Obstacle {
  readonly code: typeof Reason.invalidName | typeof Reason.noOrdinal | LeftOver['code'];
  /** False where it depends on what is not known before, such as the hash of a revision. */
  readonly certain: boolean;
  /** A sentence. */
  readonly message: string;
  /** Where in the StatefulSet. */
  readonly path: readonly (string | number)[];
}

/** In the order in which they come up. */
export function findObstacles(set: StatefulSetObject): Obstacle[] {
  return [
    ...findLongName(set),
    ...findDot(set),
    ...findBadReserved(set),
    ...findLateOrdinal(set),
    ...findLongPodName(set),
    ...findLeftOver(set),
  ];
}

const NAME = ['metadata', 'name'] as const;

/**
 * The label of the revision is the longest that the name is in: a hyphen and a hash follow, which has 10 characters, 9 in a
 * fifth of all revisions, and fewer in one of 43.
 */
function findLongName(set: StatefulSetObject): Obstacle[] {
  const { name } = set.metadata;
  if (name.length <= MAX_SET_NAME) return [];
  const certain = name.length > MAX_SET_NAME + 1 && hasPods(set);
  const message = `expected the name of a StatefulSet to have at most ${MAX_SET_NAME} characters, since its pods have it, and a hash, in label controller-revision-hash; got ${name.length}: shorten ${shorten(name)}`;
  return [{ code: Reason.invalidName, certain, message, path: NAME }];
}

/** Those of a label, 63, less a hyphen and 10. */
const MAX_SET_NAME = 52;

/** OpenKruise takes a name with dots where its webhook is an older one, or not called. */
function findDot(set: StatefulSetObject): Obstacle[] {
  const { name } = set.metadata;
  if (!isKruiseApi(set.apiVersion) || !name.includes('.')) return [];
  const message = `expected the name of a StatefulSet to have no dots, since the host names of its pods begin with it; got ${quoteText(name)}`;
  return [{ code: Reason.invalidName, certain: hasPods(set), message, path: NAME }];
}

/** OpenKruise's webhook refuses it; its controller takes the whole list for an empty one. */
function findBadReserved(set: StatefulSetObject): Obstacle[] {
  const index = isKruiseApi(set.apiVersion) ? findUnreadable(set) : undefined;
  if (index === undefined) return [];
  const got = set.spec.reserveOrdinals?.[index];
  const message = `spec.reserveOrdinals[${index}]: expected an ordinal of 0 or more, or a range such as "4-5", got ${typeof got === 'string' ? quoteText(got) : got}`;
  return [{ code: Reason.noOrdinal, certain: true, message, path: ['spec', 'reserveOrdinals', index] }];
}

/** Beyond the last number, the controller finds no ordinal in the name of the pod, and takes -1, which no label can be. */
function findLateOrdinal(set: StatefulSetObject): Obstacle[] {
  const last = findLast(set);
  if (last <= MAX_ORDINAL || !hasPods(set)) return [];
  const message = `expected no ordinal above ${MAX_ORDINAL}, got "${shorten(set.metadata.name)}-${last}", which the StatefulSet controller can't create: lower spec.ordinals.start or spec.replicas`;
  return [{ code: Reason.noOrdinal, certain: true, message, path: ['spec', 'ordinals', 'start'] }];
}

/** Only where the hash of the revision happens to be short can a name get here that has room for few digits. */
function findLongPodName(set: StatefulSetObject): Obstacle[] {
  const { name } = set.metadata;
  if (!hasPods(set) || name.length > MAX_SET_NAME + 1) return [];
  const length = `${name}-${findLast(set)}`.length;
  if (length <= MAX_LABEL) return [];
  const message = `expected the names of all pods to have at most ${MAX_LABEL} characters, since label statefulset.kubernetes.io/pod-name holds them; the last one has ${length}: shorten ${shorten(name)}`;
  return [{ code: Reason.invalidName, certain: true, message, path: NAME }];
}

const MAX_LABEL = 63;

/** Without sorting, where that takes long: then it is no lower than this. */
function findLast(set: StatefulSetObject): number {
  const { replicas = 1, ordinals, reserveOrdinals } = set.spec;
  if ((reserveOrdinals ?? []).length > MAX_PEERS) return (ordinals?.start ?? 0) + replicas - 1;
  return findLastOrdinal(set);
}

function hasPods({ spec: { replicas = 1 } }: StatefulSetObject): boolean {
  return replicas > 0;
}

function shorten(name: string): string {
  return shortLine(cutText(name, MAX_QUOTED_LENGTH));
}
