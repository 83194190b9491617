import type { Annotation } from '../annotation/annotation.ts';
import { configurePod } from '../annotation/configure-pod.ts';
import { Mistakes } from '../annotation/mistakes.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { findAbsent } from './find-absent.ts';
import type { StatefulSet, Subject } from './look-up.ts';
import { systemOf } from './system-of.ts';
import { bindVariables } from './variables.ts';

/**
 * Works the annotation out for the pod of an admission.
 *
 * @param spec the StatefulSet's, where the annotation needs it.
 * @throws AnnotationError with all that is wrong with the annotation, by itself and for this pod.
 */
export function workOut(
  subject: Subject,
  ordinal: number,
  annotation: Annotation,
  spec: StatefulSet['spec'],
): PodConfiguration {
  const mistakes = new Mistakes();
  const variables = mistakes.try(() => bindVariables(subject, ordinal, annotation, spec));
  const configuration =
    variables === undefined
      ? undefined
      : mistakes.try(() => configurePod(annotation, variables, systemOf(subject.pod.spec)));
  findAbsent(annotation, subject.pod, configuration, mistakes);
  if (variables === undefined && annotation.mistake !== undefined) mistakes.add(annotation.mistake);
  mistakes.refuse();
  if (configuration === undefined) throw new Error('without a mistake there is a configuration');
  return configuration;
}
