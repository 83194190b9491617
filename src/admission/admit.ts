import { ANNOTATION_KEY, parseAnnotation } from '../annotation/annotation.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import { configurePod } from '../annotation/pod-configuration.ts';
import { ConflictError } from './conflict-error.ts';
import { type Decision, deny, mount, skip } from './decision.ts';
import { mountConfiguration } from './mount-configuration.ts';
import { findOrdinal } from './ordinal.ts';
import { findStatefulSetOwner, type StatefulSetReference } from './owner.ts';
import { type Pod, parsePod } from './pod.ts';
import { Reason } from './reason.ts';
import type { AdmissionRequest } from './review.ts';
import { ReviewError } from './review-error.ts';

/** What we read of a StatefulSet. */
export interface StatefulSet {
  readonly metadata: { readonly uid: string; readonly annotations?: Readonly<Record<string, string>> };
}

/** Reads a StatefulSet as it is now; undefined when there is none. Rejects when that cannot be found out. */
export type ReadStatefulSet = (
  namespace: string,
  reference: StatefulSetReference,
) => Promise<StatefulSet | undefined>;

/**
 * Decides what happens to the pod of an admission request. The pod of a `mount` has been changed in
 * place. Never throws for what a request contains but for a shape that no API server sends.
 *
 * @throws ReviewError naming the place.
 */
export async function admit(request: AdmissionRequest, readStatefulSet: ReadStatefulSet): Promise<Decision> {
  if (!isPodCreation(request)) return skip(Reason.notApplicable);
  const pod = parsePod(request.object);
  if (pod.metadata.annotations?.[MIRROR_ANNOTATION] !== undefined) return skip(Reason.notApplicable);
  const owner = findStatefulSetOwner(pod);
  if (owner === undefined) return skip(Reason.notOwned);
  const own = pod.metadata.annotations?.[ANNOTATION_KEY];
  if (own !== undefined) return configure(pod, owner, own);
  return configureFromOwner(pod, owner, namespaceOf(request), readStatefulSet);
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

/** The pod does not carry the annotation itself: ask its StatefulSet, live. */
async function configureFromOwner(
  pod: Pod,
  owner: StatefulSetReference,
  namespace: string,
  readStatefulSet: ReadStatefulSet,
): Promise<Decision> {
  const set = `StatefulSet ${namespace}/${owner.name}`;
  let found: StatefulSet | undefined;
  try {
    found = await readStatefulSet(namespace, owner);
  } catch (error) {
    return deny(
      Reason.lookupFailed,
      `${set} could not be read: ${(error as Error).message}. The StatefulSet controller will try again`,
    );
  }
  if (found === undefined || found.metadata.uid !== owner.uid) {
    const what =
      found === undefined
        ? 'does not exist'
        : 'is another one than the pod names as its owner (its uid differs)';
    return skip(
      Reason.ownerGone,
      `per-pod-config: ${Reason.ownerGone}: ${set} ${what}; the pod is left as it is`,
    );
  }
  const text = found.metadata.annotations?.[ANNOTATION_KEY];
  return text === undefined ? skip(Reason.notAnnotated) : configure(pod, owner, text);
}

function configure(pod: Pod, owner: StatefulSetReference, text: string): Decision {
  const name = pod.metadata.name ?? '';
  const ordinal = findOrdinal(name, owner.name);
  if (ordinal === undefined) {
    return deny(
      Reason.noOrdinal,
      `expected a pod of StatefulSet "${owner.name}" to be named ${owner.name}-<ordinal>, got "${name}": ` +
        'let the StatefulSet controller create it, or take the annotation off the pod',
    );
  }
  const index = pod.metadata.labels?.[POD_INDEX_LABEL];
  if (index !== undefined && index !== String(ordinal)) {
    return deny(
      Reason.noOrdinal,
      `the name of pod "${name}" says ordinal ${ordinal}, its label ${POD_INDEX_LABEL} says "${index}": ` +
        'take that label out of the pod template',
    );
  }
  try {
    const configuration = configurePod(parseAnnotation(text), ordinal);
    return mount(configuration, mountConfiguration(pod, configuration, text));
  } catch (error) {
    if (error instanceof AnnotationError) {
      return deny(Reason.invalidAnnotation, `annotation ${ANNOTATION_KEY}: ${error.message}`);
    }
    if (error instanceof ConflictError) return deny(Reason.conflict, error.message);
    throw error;
  }
}

/** Set by the StatefulSet controller since Kubernetes 1.28. */
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';
