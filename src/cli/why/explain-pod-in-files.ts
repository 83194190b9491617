import { findOrdinal } from '../../admission/ordinal.ts';
import { findStatefulSetOwner } from '../../admission/owner.ts';
import { makeOfflineStatefulSetReader } from '../../cluster/offline-statefulset-reader.ts';
import { collectPods } from '../../status/collect-pods.ts';
import { makeLivePod } from '../../status/create-anew.ts';
import { explainAbsence } from '../../status/explain-absence.ts';
import { explainCall } from '../../status/explain-call.ts';
import { explainPod, explainPodOf } from '../../status/explain-decision.ts';
import type { Explanation } from '../../status/explanation.ts';
import { isConfigured } from '../../status/find-leftovers.ts';
import type { PodMount } from '../../status/list-mounts.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import { findOrigin } from '../../status/origin.ts';
import { UNKNOWN } from '../../status/reading.ts';
import { type PodReport, reportPod } from '../../status/report-pod.ts';
import type { FoundObject } from '../../yaml/kubernetes-object.ts';
import { chooseSubject } from './choose-subject.ts';
import { type Beyond, readSurroundings, type Surroundings } from './file-surroundings.ts';
import { namespaceOf, place } from './found-objects.ts';

/**
 * Explains a pod that is among objects from files, or that a StatefulSet among them would create.
 *
 * @param name of the pod; may be left out where there is one pod.
 * @param namespace whose objects count, and of those that name none, as kubectl has it; all if left out.
 * @param beyond what a cluster says, where the files do not.
 * @throws UsageError when there is no such pod, or more than one.
 * @throws ReviewError naming the file and line, when an object is not what it must be.
 */
export async function explainPodInFiles(
  given: readonly FoundObject[],
  name: string | undefined,
  namespace: string | undefined,
  beyond?: Beyond,
  clusterDomain?: string,
): Promise<Explanation> {
  const found = given.map(one => place(one, namespace));
  const objects = found.filter(one => namespace === undefined || namespaceOf(one) === namespace);
  const { pod, set, podName } = chooseSubject(objects, name);
  const around = readSurroundings(found, beyond);
  const unread = beyond?.notes ?? [];
  if (set !== undefined) return explainOwned({ ...set, clusterDomain }, podName, pod, around, unread);
  const all = found.map(({ object }) => object);
  const reader = makeOfflineStatefulSetReader(all);
  const { namespace: where } = pod.metadata;
  const decision = await explainPod(pod, where, reader, clusterDomain);
  const notes = [...(findStatefulSetOwner(pod) === undefined ? [] : [MISSING_SET]), ...unread];
  const call = around.callOf(where, pod);
  return explainCall({ namespace: where, pod: podName, decision, now: null, notes }, { call });
}

const MISSING_SET = 'its StatefulSet is not among the files: name its file with another -f';

async function explainOwned(
  set: LiveStatefulSet,
  name: string,
  pod: LivePod | undefined,
  around: Surroundings,
  unread: readonly string[],
): Promise<Explanation> {
  const ordinal = findOrdinal(name, set.metadata.name) ?? 0;
  const origin = findOrigin(set, ordinal, pod, UNKNOWN);
  const decision = await explainPodOf(origin.set, ordinal, origin.own);
  const isOfUs = decision.outcome !== 'allow' || (pod !== undefined && isConfigured(pod));
  const now = pod?.status !== undefined && isOfUs ? await reportFoundPod(set, name, pod, around) : null;
  const { namespace } = set.metadata;
  const absence = explainAbsence(set, ordinal);
  const notes = [
    ...[origin.note ?? (origin.known ? [] : UNKNOWN_REVISION)].flat(),
    ...(absence === undefined ? listMissing(namespace, decision.mounts, around) : []),
    ...unread,
  ];
  const call = around.callOf(namespace, makeLivePod(origin.set, ordinal, origin.own), origin.set);
  return explainCall({ namespace, pod: name, decision, now, notes }, { call, absence });
}

const UNKNOWN_REVISION =
  'cannot tell what a new pod is made from: a partition keeps it at an earlier revision, which the files do not tell';

/** Others of the kind are there. */
function listMissing(namespace: string, mounts: readonly PodMount[], around: Surroundings): string[] {
  return mounts
    .filter(
      ({ kind, names: [name = ''], optional }) => !optional && around.exists(namespace, kind, name) === false,
    )
    .map(
      ({ kind, names }) =>
        `${kind} ${names.join()} is not among the files, which have others of namespace ${namespace}`,
    );
}

/** A pod that comes out of a cluster; of what else is there, only the files tell. */
async function reportFoundPod(
  set: LiveStatefulSet,
  name: string,
  pod: LivePod,
  { exists }: Surroundings,
): Promise<PodReport | null> {
  const { namespace } = set.metadata;
  const facts = await collectPods(set, [pod], () => undefined, undefined, UNKNOWN);
  const found = facts.find(one => one.name === name);
  // What is not among the files may be in the cluster.
  return found === undefined
    ? null
    : reportPod(found, (kind, object) => exists(namespace, kind, object) || undefined, []);
}
