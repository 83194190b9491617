import { admit } from '../admission/admit.ts';
import type { Decision } from '../admission/decision.ts';
import { makePod } from '../admission/make-pod.ts';
import type { Pod } from '../admission/pod.ts';
import type { TellStep } from '../admission/step.ts';
import type { LiveStatefulSet } from './live-objects.ts';

/** What would come of a pod if it were created now. */
export interface NewPod {
  /** With its configuration, where the decision is to mount it. */
  readonly pod: Pod;
  readonly decision: Decision;
}

/** Decides for the pod of an ordinal as if it were created now, by the code that decides then. */
export async function createAnew(set: LiveStatefulSet, ordinal: number, tell?: TellStep): Promise<NewPod> {
  const pod = makeLivePod(set, ordinal);
  const { namespace, uid, annotations } = set.metadata;
  const found = { metadata: { uid, ...(annotations == null ? {} : { annotations }) }, spec: set.spec };
  const decision = await admit(
    { uid: '', operation: 'CREATE', resource: PODS, namespace, object: pod },
    async () => found,
    tell,
  );
  return { pod, decision };
}

/** The controller's own label, which tells the revision of the template. */
export const REVISION_LABEL = 'controller-revision-hash';

/** What is created, as an admission request names it. */
export const PODS = { group: '', version: 'v1', resource: 'pods' };

/** With the controller's label, since an expression may refer to any. */
function makeLivePod(set: LiveStatefulSet, ordinal: number): Pod {
  const { metadata, ...rest } = makePod(set, ordinal);
  const revision = set.status?.updateRevision;
  const added = revision === undefined ? {} : { [REVISION_LABEL]: revision };
  return { ...rest, metadata: { ...metadata, labels: { ...metadata.labels, ...added } } };
}
