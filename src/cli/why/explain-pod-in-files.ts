import { findOrdinal } from '../../admission/ordinal.ts';
import { findStatefulSetOwner } from '../../admission/owner.ts';
import { makeOfflineStatefulSetReader } from '../../cluster/offline-statefulset-reader.ts';
import { collectPods } from '../../status/collect-pods.ts';
import { explainPod, explainPodOf } from '../../status/explain-decision.ts';
import type { Explanation } from '../../status/explanation.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import { findOrigin } from '../../status/origin.ts';
import { UNKNOWN } from '../../status/reading.ts';
import { type PodReport, reportPod } from '../../status/report-pod.ts';
import type { FoundObject } from '../../yaml/kubernetes-object.ts';
import { chooseSubject } from './choose-subject.ts';
import { namespaceOf } from './found-objects.ts';

/**
 * Explains a pod that is among objects from files, or that a StatefulSet among them would create.
 *
 * @param name of the pod; may be left out where there is one pod.
 * @param namespace whose objects count; all if left out.
 * @throws UsageError when there is no such pod, or more than one.
 * @throws ReviewError naming the file and line, when an object is not what it must be.
 */
export async function explainPodInFiles(
  found: readonly FoundObject[],
  name: string | undefined,
  namespace: string | undefined,
): Promise<Explanation> {
  const objects = found.filter(one => namespace === undefined || namespaceOf(one) === namespace);
  const { pod, set, podName } = chooseSubject(objects, name);
  if (set !== undefined) return explainOwned(set, podName, pod);
  const all = found.map(({ object }) => object);
  const reader = makeOfflineStatefulSetReader(all);
  return {
    namespace: pod.metadata.namespace,
    pod: podName,
    called: null,
    decision: await explainPod(pod, pod.metadata.namespace, reader),
    now: null,
    notes: findStatefulSetOwner(pod) === undefined ? [] : [MISSING_SET],
  };
}

const MISSING_SET = 'its StatefulSet is not among the files: name its file with another -f';

async function explainOwned(
  set: LiveStatefulSet,
  name: string,
  pod: LivePod | undefined,
): Promise<Explanation> {
  const ordinal = findOrdinal(name, set.metadata.name) ?? 0;
  const origin = findOrigin(set, ordinal, pod, UNKNOWN);
  const decision = await explainPodOf(origin.set, ordinal, origin.own);
  const isKnown = pod?.status !== undefined && decision.outcome !== 'allow';
  return {
    namespace: set.metadata.namespace,
    pod: name,
    called: null,
    decision,
    now: isKnown ? await reportFoundPod(set, name, pod) : null,
    notes: [origin.note ?? (origin.known ? [] : UNKNOWN_REVISION)].flat(),
  };
}

const UNKNOWN_REVISION =
  'cannot tell what a new pod is made from: a partition keeps it at an earlier revision, which the files do not tell';

/** A pod that comes out of a cluster; of what else is there, nothing is known. */
async function reportFoundPod(set: LiveStatefulSet, name: string, pod: LivePod): Promise<PodReport | null> {
  const facts = await collectPods(set, [pod], () => undefined, undefined, UNKNOWN);
  const found = facts.find(one => one.name === name);
  return found === undefined ? null : reportPod(found, () => undefined, []);
}
