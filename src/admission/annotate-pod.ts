import { AnnotationError } from '../annotation/annotation-error.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { PodDraft } from './pod-draft.ts';
import { buildStatus, STATUS_ANNOTATION } from './status.ts';

/**
 * Puts the texts of rendered files, and the status, into the pod's annotations.
 *
 * @throws AnnotationError when they become more than Kubernetes allows.
 */
export function annotatePod(draft: PodDraft, configuration: PodConfiguration, annotation: string): void {
  const wanted = { ...configuration.files, [STATUS_ANNOTATION]: buildStatus(configuration, annotation) };
  const { annotations } = draft.pod.metadata;
  refuseTooLarge({ ...annotations, ...wanted });
  if (annotations == null) draft.set(['metadata', 'annotations'], wanted);
  else {
    for (const [key, value] of Object.entries(wanted)) {
      if (annotations[key] !== value) draft.set(['metadata', 'annotations', key], value);
    }
  }
}

function refuseTooLarge(annotations: Readonly<Record<string, string>>): void {
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > MAX_BYTES) {
    throw new AnnotationError(
      `expected all annotations of the pod, with its files, to have at most ${MAX_BYTES} bytes, got ${bytes}: ` +
        'put large files into ConfigMaps',
    );
  }
}

/** Kubernetes' limit, keys and values together. */
const MAX_BYTES = 256 * 1024;
