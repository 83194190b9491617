import { AnnotationError } from '../annotation/annotation-error.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { PodDraft } from './pod-draft.ts';
import { buildStatus, STATUS_ANNOTATION } from './status.ts';

/**
 * Puts the texts of rendered files, and the status, into the pod's annotations.
 *
 * @throws AnnotationError when they become more than Kubernetes allows.
 */
export function annotatePod(draft: PodDraft, configuration: PodConfiguration): void {
  const wanted = { ...configuration.files, [STATUS_ANNOTATION]: buildStatus(configuration) };
  const { metadata } = draft;
  const { annotations } = metadata.value;
  refuseTooLarge(annotations ?? {}, wanted);
  if (annotations == null) draft.set(metadata, 'annotations', wanted);
  else {
    const place = { value: annotations, pointer: '/metadata/annotations' };
    for (const [key, value] of Object.entries(wanted)) {
      if (annotations[key] !== value) draft.set(place, key, value);
    }
  }
}

function refuseTooLarge(present: Annotations, wanted: Annotations): void {
  // In UTF-8 a UTF-16 unit has at most 3 bytes; those that are replaced count twice here.
  const most = (sum(present, lengthOf) + sum(wanted, lengthOf)) * 3;
  if (most <= MAX_BYTES) return;
  const bytes = sum({ ...present, ...wanted }, Buffer.byteLength);
  if (bytes > MAX_BYTES) {
    throw new AnnotationError(
      `expected all annotations of the pod, with its files, to have at most ${MAX_BYTES} bytes, got ${bytes}: ` +
        'put large files into ConfigMaps',
    );
  }
}

type Annotations = Readonly<Record<string, string>>;

function sum(annotations: Annotations, measure: (text: string) => number): number {
  let total = 0;
  for (const [key, value] of Object.entries(annotations)) total += measure(key) + measure(value);
  return total;
}

function lengthOf(text: string): number {
  return text.length;
}

/** Kubernetes' limit, keys and values together. */
const MAX_BYTES = 256 * 1024;
