import { findOrdinal } from '../../admission/ordinal.ts';
import { findStatefulSetOwner } from '../../admission/owner.ts';
import { escapeLine } from '../../bounds/escape-controls.ts';
import { listNames } from '../../bounds/list-names.ts';
import { shortLine } from '../../bounds/quote-text.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import type { FoundObject } from '../../yaml/kubernetes-object.ts';
import { UsageError } from '../usage-error.ts';
import { isStatefulSet, namespaceOf, toPod, toStatefulSet } from './found-objects.ts';

/** A pod, or the StatefulSet that would create it, or both. */
export type FilesSubject =
  | { readonly podName: string; readonly pod: LivePod | undefined; readonly set: LiveStatefulSet }
  | { readonly podName: string; readonly pod: LivePod; readonly set: undefined };

/**
 * Finds what is asked about among objects from files.
 *
 * @throws UsageError when that is nothing, or more than one.
 */
export function chooseSubject(objects: readonly FoundObject[], name: string | undefined): FilesSubject {
  const pods = objects.filter(
    ({ object }) => object.kind === 'Pod' && (name === undefined || object.metadata.name === name),
  );
  const [found] = pods;
  if (found !== undefined) {
    refuseSeveral(pods, 'Pod');
    const pod = toPod(found);
    const set = findSetOf(pod, objects);
    const podName = pod.metadata.name;
    return set === undefined ? { podName, pod, set } : { podName, pod, set };
  }
  const sets = objects.filter(isStatefulSet);
  const makers = sets.filter(({ object }) => name !== undefined && isPodOf(name, object.metadata.name));
  const [maker] = makers;
  if (maker === undefined || name === undefined) throw nothingFound(sets, name);
  refuseSeveral(makers, 'StatefulSet');
  return { podName: name, pod: undefined, set: toStatefulSet(maker) };
}

/** Only a cluster gives uids: a StatefulSet without one is whichever the pod means. */
function findSetOf(pod: LivePod, objects: readonly FoundObject[]): LiveStatefulSet | undefined {
  const owner = findStatefulSetOwner(pod);
  const found = objects.find(
    one =>
      isStatefulSet(one) &&
      one.object.metadata.name === owner?.name &&
      namespaceOf(one) === pod.metadata.namespace &&
      (one.object.metadata.uid ?? owner.uid) === owner.uid,
  );
  if (found === undefined || !isPodOf(pod.metadata.name, found.object.metadata.name)) return undefined;
  return toStatefulSet(found);
}

function isPodOf(pod: string, set: string): boolean {
  return findOrdinal(pod, set) !== undefined;
}

function refuseSeveral(found: readonly FoundObject[], kind: string): void {
  if (found.length === 1) return;
  const places = found.map(
    one => `${shortLine(namespaceOf(one))}/${shortLine(one.object.metadata.name)} (${escapeLine(one.file)})`,
  );
  throw new UsageError(
    `expected one ${kind}, got ${found.length}: ${listNames(places)}; name a pod, and its namespace with -n`,
  );
}

function nothingFound(sets: readonly FoundObject[], name: string | undefined): UsageError {
  const names = sets.map(({ object }) => shortLine(object.metadata.name));
  const there = names.length === 0 ? 'no StatefulSet' : `the StatefulSets ${names.slice(0, 5).join(', ')}`;
  if (name !== undefined) {
    return new UsageError(
      `there is no pod ${shortLine(name)} in the files, nor its StatefulSet: they have ${there}`,
    );
  }
  return new UsageError(
    `expected the name of a pod: the files have no pod, and ${there}; for example ${names[0] ?? 'web'}-0`,
  );
}
