import { findOrdinal } from '../admission/ordinal.ts';
import { MAX_NAMES_LISTED } from '../bounds/bounds.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { findController, type Leftover } from './find-leftovers.ts';
import { hasFormer, isFormerAnnotated, isKept, isUnordered } from './former-template.ts';
import { UNKNOWN } from './reading.ts';
import { findRemedy } from './rolling-update.ts';

/** What becomes of pods whose configuration no annotation asks for, and what to do: a sentence for each controller. */
export function explainLeftovers(left: readonly Leftover[]): string[] {
  const groups = Map.groupBy(left, one => {
    const { kind = '', uid = '' } = findController(one.pod) ?? {};
    return [one.pod.metadata.namespace, kind, uid, describeFate(one)].join(' ');
  });
  return [...groups.values()].map(explainGroup);
}

function explainGroup(group: readonly Leftover[]): string {
  const [first] = group as [Leftover];
  const names = group.map(({ pod }) => pod.metadata.name);
  const { namespace } = first.pod.metadata;
  const command = `: kubectl delete pod ${names.map(shortLine).join(' ')} -n ${namespace}`;
  const fate = describeFate(first);
  const isListed = fate === REMOVED && names.length <= MAX_NAMES_LISTED;
  return `${describeOwner(first)}: ${listNames(names)}: ${fate}${isListed ? command : ''}`;
}

function describeOwner({ pod, set }: Leftover): string {
  const { namespace } = pod.metadata;
  const { kind, name } = findController(pod) ?? {};
  if (kind === undefined) return `pods without a controller in namespace ${namespace}`;
  const owner = `pods of ${shortLine(kind)} ${shortLine(`${namespace}/${name}`)}`;
  if (kind !== 'StatefulSet') return owner;
  return set === undefined ? `${owner}, which does not exist` : `${owner}, which is not annotated any more`;
}

function describeFate({ pod, set }: Leftover): string {
  const kind = findController(pod)?.kind;
  if (kind === undefined) return ORPHANED;
  if (kind !== 'StatefulSet') return FOREIGN;
  if (set === undefined) return GONE;
  const ordinal = findOrdinal(pod.metadata.name, set.metadata.name);
  if (ordinal === undefined) return REMOVED;
  const kept = isKept(set, ordinal, []);
  if (kept && hasFormer(set)) {
    // OpenKruise's unordered update keeps as many pods as the partition says, and any of them.
    if (set.former === UNKNOWN || isUnordered(set)) return UNKNOWN_FATE;
    if (isFormerAnnotated(set)) return KEPT;
  }
  const origin = { set, own: undefined, kept, known: true };
  return findRemedy({ set, live: pod, origin }).deletion ? REMOVED : ROLLED;
}

const ORPHANED =
  'once deleted, they are not created again, unless a StatefulSet of their name and labels adopts them before (kubectl delete --cascade=orphan leaves such pods)';
const FOREIGN =
  'the webhook configures pods of StatefulSets only; pods created in their place have no configuration';
const GONE = 'the garbage collector deletes them';
const KEPT =
  'the partition of its rolling update keeps the former template: pods created in their place have the configuration again until you lower it';
const UNKNOWN_FATE =
  'the partition of its rolling update may keep the former template: whether pods created in their place have the configuration again cannot be told';
const ROLLED = 'the rolling update re-creates them, without a configuration';
const REMOVED =
  're-created, they have no configuration; to keep it, annotate the StatefulSet again; to remove it, re-create them';
