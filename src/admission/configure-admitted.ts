import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import { configurePod } from '../annotation/configure-pod.ts';
import { recallAnnotation } from '../annotation/recall-annotation.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { TooLargeError } from '../bounds/too-large-error.ts';
import { ConflictError } from './conflict-error.ts';
import { type Decision, type Denial, deny, mount } from './decision.ts';
import { lookUp, type ReadStatefulSet, type StatefulSet, type Subject } from './look-up.ts';
import { mountConfiguration } from './mount-configuration.ts';
import { findOrdinal } from './ordinal.ts';
import { Reason } from './reason.ts';
import type { TellStep } from './step.ts';
import { bindVariables, needsWholeStatefulSet } from './variables.ts';

/** Mounts what the annotation `text` asks for into a pod, or says why that cannot be. Changes the pod. */
export function configureAdmitted(
  subject: Subject,
  text: string,
  readStatefulSet: ReadStatefulSet,
  tell: TellStep | undefined,
): Decision | Promise<Decision> {
  const ordinal = checkOrdinal(subject);
  if (typeof ordinal !== 'number') return ordinal;
  tell?.({ step: 'ordinal', ordinal });
  try {
    const annotation = recallAnnotation(text);
    tell?.({ step: 'parsed', variables: [...annotation.variables] });
    const configure = (set?: StatefulSet) => {
      const variables = bindVariables(subject, ordinal, annotation, set?.spec);
      const configuration = configurePod(annotation, variables);
      return mount(subject.owner.name, configuration, mountConfiguration(subject.pod, configuration));
    };
    if (!needsWholeStatefulSet(annotation)) return configure();
    return lookUp(subject, 'whole', readStatefulSet, configure).catch(denyFor);
  } catch (error) {
    return denyFor(error);
  }
}

/** The denial for what is wrong with an annotation or in its way; other errors are defects and go on. */
export function denyFor(error: unknown): Denial {
  if (error instanceof AnnotationError) {
    return deny(Reason.invalidAnnotation, `annotation ${ANNOTATION_KEY}: ${error.message}`, error.at);
  }
  if (error instanceof TooLargeError) return deny(Reason.tooLarge, error.message);
  if (error instanceof ConflictError) return deny(Reason.conflict, error.message);
  throw error;
}

function checkOrdinal({ pod: { metadata }, owner }: Subject): number | Denial {
  const { name = '', labels } = metadata;
  const ordinal = findOrdinal(name, owner.name);
  if (ordinal === undefined) {
    return deny(
      Reason.noOrdinal,
      `expected a pod of StatefulSet ${quoteText(owner.name)} to be named ${shortLine(owner.name)}-<ordinal>, got ${quoteText(name)}: ` +
        'let the StatefulSet controller create it, or take the annotation off the pod',
    );
  }
  const index = labels?.[POD_INDEX_LABEL];
  if (index === undefined || index === String(ordinal)) return ordinal;
  return deny(
    Reason.noOrdinal,
    `the name of pod ${quoteText(name)} says ordinal ${ordinal}, its label ${POD_INDEX_LABEL} says ${quoteText(index)}: ` +
      'take that label out of the pod template',
  );
}

/** Set by the StatefulSet controller since Kubernetes 1.28. */
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';
