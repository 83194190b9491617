import { admit } from '../admission/admit.ts';
import type { Decision } from '../admission/decision.ts';
import { excuseGuess } from '../admission/excuse-guess.ts';
import { makePod } from '../admission/make-pod.ts';
import type { Pod } from '../admission/pod.ts';
import { STATUS_ANNOTATION } from '../admission/status.ts';
import type { TellStep } from '../admission/step.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { REVISION_LABEL } from '../annotation/revision-label.ts';
import type { LiveStatefulSet } from './live-objects.ts';

/** What would come of a pod if it were created now. */
export interface NewPod {
  /** With its configuration, where the decision is to mount it. */
  readonly pod: Pod;
  readonly decision: Decision;
  /** Whether it came with a status already, which its template has. */
  readonly carried?: boolean;
}

/**
 * Decides for the pod of an ordinal as if it were created now, by the code that decides then.
 *
 * @param own the pod's annotation, where that is not the template's; null for none.
 */
export async function createAnew(
  set: LiveStatefulSet,
  ordinal: number,
  tell?: TellStep,
  own?: string | null,
): Promise<NewPod> {
  const sent = makeLivePod(set, ordinal, own);
  const carried = sent.metadata.annotations?.[STATUS_ANNOTATION] !== undefined;
  const pod = carried ? withManager(sent) : sent;
  const { namespace, uid, annotations } = set.metadata;
  const found = { metadata: { uid, ...(annotations == null ? {} : { annotations }) }, spec: set.spec };
  const decision = await admit(
    { uid: '', operation: 'CREATE', resource: PODS, namespace, object: pod },
    async () => found,
    tell,
    undefined,
    set.clusterDomain,
  );
  const isGuessed = set.status?.updateRevision === undefined;
  return { pod, decision: isGuessed ? excuseGuess(decision) : decision, carried };
}

/** As the API server has it by then: by the managed fields it is known what came with the pod, a status, too. */
function withManager({ metadata, ...rest }: Pod): Pod {
  const keys = Object.keys(metadata.annotations ?? {}).map(key => [`f:${key}`, {}] as const);
  const fieldsV1 = { 'f:metadata': { 'f:annotations': Object.fromEntries(keys) } };
  const managed = { ...metadata, managedFields: [{ manager: 'kube-controller-manager', fieldsV1 }] };
  return { ...rest, metadata: managed };
}

/** What is created, as an admission request names it. */
export const PODS = { group: '', version: 'v1', resource: 'pods' };

/** With all that the controller sets, since an expression, or a webhook's selector or condition, may refer to it. */
export function makeLivePod(set: LiveStatefulSet, ordinal: number, own?: string | null): Pod {
  const { metadata: made, ...rest } = makePod(set, ordinal);
  const { name, namespace } = set.metadata;
  const metadata = { ...made, generateName: `${name}-`, namespace };
  const revision = set.status?.updateRevision;
  const added = revision === undefined ? {} : { [REVISION_LABEL]: revision };
  const labels = { ...metadata.labels, ...added };
  if (own === undefined) return { ...rest, metadata: { ...metadata, labels } };
  const { [ANNOTATION_KEY]: _, ...others } = metadata.annotations ?? {};
  const annotations = own === null ? others : { ...others, [ANNOTATION_KEY]: own };
  return { ...rest, metadata: { ...metadata, labels, annotations } };
}
