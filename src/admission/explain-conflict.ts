import { AnnotationError } from '../annotation/annotation-error.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { TooLargeError } from '../bounds/too-large-error.ts';
import { sentenceOf, type TemplatePod } from './conflict.ts';
import { ConflictError, describeConflicts } from './conflict-error.ts';
import { type Denial, deny } from './decision.ts';
import type { ReadStatefulSet, StatefulSet, Subject } from './look-up.ts';
import { makePod } from './make-pod.ts';
import { mountConfiguration } from './mount-configuration.ts';
import type { Pod } from './pod.ts';
import { PodContainers } from './pod-containers.ts';
import { Reason } from './reason.ts';
import { ReviewError } from './review-error.ts';
import { parseStatefulSet } from './statefulset.ts';

/**
 * The denial of a pod for conflicts: what the StatefulSet's template does not have, another webhook or policy has added, and
 * no change of the template helps. To know that, the whole StatefulSet is read, unless it was: one more read for each
 * attempt that is denied, and none for pods that are created. If it cannot be read, the template is taken to be the cause.
 *
 * @param known the StatefulSet, if it was read whole.
 */
export async function explainConflict(
  { conflicts }: ConflictError,
  { owner, namespace, ordinal }: Subject & { readonly ordinal: number },
  configuration: PodConfiguration,
  known: StatefulSet | undefined,
  readStatefulSet: ReadStatefulSet,
): Promise<Denial> {
  const set = known ?? (await readStatefulSet(namespace, owner, 'whole').catch(() => undefined));
  const isOwner = set?.metadata.uid === owner.uid;
  const pod = isOwner ? makeTemplatePod({ ...owner, spec: set.spec }, ordinal) : undefined;
  const template = pod === undefined ? undefined : describeTemplate(pod, configuration);
  return deny(Reason.conflict, describeConflicts(conflicts, template));
}

function makeTemplatePod(
  { apiVersion, name, spec }: Subject['owner'] & { readonly spec: StatefulSet['spec'] },
  ordinal: number,
): Pod | undefined {
  try {
    return makePod(parseStatefulSet({ apiVersion, metadata: { name }, spec }, 'StatefulSet'), ordinal);
  } catch (error) {
    if (error instanceof ReviewError) return undefined;
    throw error;
  }
}

function describeTemplate(pod: Pod, configuration: PodConfiguration): TemplatePod {
  const containers = new Set(new PodContainers(pod).all.map(({ value }) => value.name));
  return { containers, conflicts: findConflicts(pod, configuration) };
}

/** Undefined where the annotation cannot be had without what others add, such as a container that it names. */
function findConflicts(pod: Pod, configuration: PodConfiguration): ReadonlySet<string> | undefined {
  try {
    mountConfiguration(pod, configuration);
    return new Set();
  } catch (error) {
    if (error instanceof ConflictError) return new Set(error.conflicts.map(conflict => sentenceOf(conflict)));
    if (error instanceof AnnotationError || error instanceof TooLargeError) return undefined;
    throw error;
  }
}
