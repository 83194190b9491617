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
  const { annotations } = draft.pod.metadata;
  refuseTooLarge(annotations, wanted);
  if (annotations == null) draft.set(['metadata', 'annotations'], wanted);
  else {
    for (const [key, value] of Object.entries(wanted)) {
      if (annotations[key] !== value) draft.set(['metadata', 'annotations', key], value);
    }
  }
}

function refuseTooLarge(present: Annotations | null | undefined, wanted: Annotations): void {
  const annotations = { ...present, ...wanted };
  // In UTF-8 a UTF-16 unit has at most 3 bytes.
  if (sum(annotations, text => text.length) * 3 <= MAX_BYTES) return;
  const bytes = sum(annotations, text => Buffer.byteLength(text));
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

/** Kubernetes' limit, keys and values together. */
const MAX_BYTES = 256 * 1024;
