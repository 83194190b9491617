import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { finish, type TakeTurns } from '../bounds/turns.ts';
import { configureAdmitted } from './configure-admitted.ts';
import { allow, type Decision } from './decision.ts';
import { lookUp, type ReadStatefulSet } from './look-up.ts';
import { findStatefulSetOwner } from './owner.ts';
import { parsePod } from './pod.ts';
import { Reason } from './reason.ts';
import type { AdmissionRequest } from './review.ts';
import { ReviewError } from './review-error.ts';
import type { TellStep } from './step.ts';

/**
 * Decides what happens to the pod of an admission request: at once, unless a StatefulSet has to be looked up. The pod of
 * a `mount` has been changed in place. Never throws for what a request contains but for a shape that no API server sends.
 *
 * @param tell hears of each step on the way, for whoever asks why.
 * @param takeTurns does what takes some time, such as parsing a long annotation.
 * @param clusterDomain of the cluster that the pod is in.
 * @throws ReviewError naming the place.
 */
export function admit(
  request: AdmissionRequest,
  readStatefulSet: ReadStatefulSet,
  tell?: TellStep,
  takeTurns: TakeTurns = finish,
  clusterDomain?: string,
): Decision | Promise<Decision> {
  if (!isPodCreation(request)) return allow(Reason.notApplicable);
  const pod = parsePod(request.object);
  if (pod.metadata.annotations?.[MIRROR_ANNOTATION] !== undefined) return allow(Reason.notApplicable);
  tell?.({ step: 'creation' });
  const owner = findStatefulSetOwner(pod);
  if (owner === undefined) return allow(Reason.notOwned);
  tell?.({ step: 'owner', owner });
  const surroundings = { readStatefulSet, takeTurns, tell };
  const subject = { pod, owner, namespace: namespaceOf(request), clusterDomain };

  const own = pod.metadata.annotations?.[ANNOTATION_KEY];
  if (own !== undefined) {
    tell?.({ step: 'annotation', on: 'template', text: own });
    return configureAdmitted(subject, own, surroundings);
  }

  return lookUp(subject, 'metadata', readStatefulSet, ({ metadata: { annotations } }) => {
    const text = annotations?.[ANNOTATION_KEY];
    if (text === undefined) return allow(Reason.notAnnotated);
    tell?.({ step: 'annotation', on: 'StatefulSet', text });
    return configureAdmitted(subject, text, surroundings);
  });
}

/** The kubelet makes mirror pods for its static pods and takes no change of them. */
const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

function isPodCreation({ operation, resource, subResource = '' }: AdmissionRequest): boolean {
  return (
    operation === 'CREATE' && resource.group === '' && resource.resource === 'pods' && subResource === ''
  );
}

function namespaceOf({ namespace = '' }: AdmissionRequest): string {
  if (namespace === '') throw new ReviewError('request.namespace must not be empty for a pod');
  return namespace;
}
