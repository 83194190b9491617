import type { V1Pod } from '@kubernetes/client-node';
import { admit } from '../admission/admit.ts';
import type { Decision } from '../admission/decision.ts';
import { excuseGuess } from '../admission/excuse-guess.ts';
import { listAwaited } from '../admission/list-awaited.ts';
import { makePod } from '../admission/make-pod.ts';
import type { Pod } from '../admission/pod.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { REVISION_LABEL } from '../annotation/revision-label.ts';
import type { FindData } from '../kubelet/find-data.ts';
import { type ContainerView, viewContainers } from '../kubelet/view-containers.ts';
import type { Change } from '../patch/list-changed.ts';
import { listPatched } from './list-patched.ts';

/** A pod as the webhook would let it be created, or would not. */
export interface PodPreview {
  readonly namespace: string;
  readonly set: string;
  readonly name: string;
  readonly ordinal: number;
  readonly decision: Decision;
  /** What patches change in it. */
  readonly patched: readonly Change[];
  /** With its configuration, unless it is denied. */
  readonly pod: Pod;
  /** What its containers would see, and those that other webhooks are to add; none of a pod that is denied. */
  readonly containers: readonly ContainerView[];
}

/**
 * What the webhook would do with a pod, by the very code that it does so with, and what the kubelet would
 * show to its containers then.
 *
 * @throws ReviewError when what the template makes is no pod.
 */
export async function previewPod(
  set: StatefulSetObject,
  ordinal: number,
  namespace: string,
  find: FindData,
  clusterDomain?: string,
): Promise<PodPreview> {
  const pod = makePod(set, ordinal);
  const found = { metadata: { uid: '', ...toAnnotations(set) }, spec: set.spec };
  const call = async (object: Pod) =>
    excuseGuess(
      await admit(toRequest(object, namespace), async () => found, undefined, undefined, clusterDomain),
    );
  const decision = await call(pod);
  const created = {
    ...pod,
    metadata: { ...pod.metadata, labels: listKnown(pod.metadata.labels), namespace },
  };
  return {
    namespace,
    set: set.metadata.name,
    name: pod.metadata.name,
    ordinal,
    decision,
    patched: listPatched(makePod(set, ordinal), decision),
    pod: created,
    containers:
      decision.outcome === 'deny'
        ? []
        : viewContainers((await inject(created, decision, call)) as unknown as V1Pod, find),
  };
}

/** What was guessed is not shown as a label of the pod. */
function listKnown({ [REVISION_LABEL]: _, ...known }: Readonly<Record<string, string>>) {
  return known;
}

/**
 * The pod as it is once other webhooks have added the containers that the annotation awaits from them, and ours was called
 * again: what these get can be missing, too.
 */
async function inject(pod: Pod, decision: Decision, call: (pod: Pod) => Promise<Decision>): Promise<Pod> {
  const names = new Set(listAwaited(decision, pod).map(({ container }) => container));
  if (names.size === 0) return pod;
  const { metadata, spec } = structuredClone(pod);
  const added = [...names].map(name => ({ name }));
  const injected = { metadata, spec: { ...spec, containers: [...spec.containers, ...added] } };
  const again = await call(injected);
  return again.outcome === 'mount' ? injected : pod;
}

/** Only a cluster gives uids, so that of the set is empty, as `makePod` has it. */
function toAnnotations({ metadata: { annotations, uid } }: StatefulSetObject) {
  return { ...(annotations == null ? {} : { annotations }), ...(uid === undefined ? {} : { uid }) };
}

function toRequest(pod: Pod, namespace: string) {
  return {
    uid: '',
    operation: 'CREATE',
    resource: { group: '', version: 'v1', resource: 'pods' },
    name: pod.metadata.name ?? '',
    namespace,
    object: pod,
  };
}
