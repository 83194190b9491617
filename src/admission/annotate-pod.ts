import jsonpatch from 'fast-json-patch';
import { AnnotationError } from '../annotation/annotation-error.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { MAX_POD_ANNOTATION_BYTES } from '../bounds/bounds.ts';
import type { PodDraft } from './pod-draft.ts';
import { buildStatus, STATUS_ANNOTATION } from './status.ts';

/**
 * Puts the texts of rendered files, and the status, into the pod's annotations.
 *
 * @throws AnnotationError when they become more than Kubernetes allows.
 */
export function annotatePod(draft: PodDraft, configuration: PodConfiguration): void {
  const { files } = configuration;
  const status = buildStatus(configuration);
  const { metadata } = draft;
  const { annotations } = metadata.value;
  refuseTooLarge(annotations ?? {}, files, status);
  if (annotations == null) {
    draft.set(metadata, 'annotations', { ...files, [STATUS_ANNOTATION]: status });
    return;
  }
  const place = { value: annotations, pointer: '/metadata/annotations' };
  for (const [key, text] of Object.entries(files)) {
    if (annotations[key] !== text) draft.set(place, key, text);
  }
  if (annotations[STATUS_ANNOTATION] !== status) draft.set(place, STATUS_ANNOTATION, status, STATUS_POINTER);
}

const STATUS_POINTER = `/metadata/annotations/${jsonpatch.escapePathComponent(STATUS_ANNOTATION)}`;

function refuseTooLarge(present: Annotations, files: Annotations, status: string): void {
  // In UTF-8 a UTF-16 unit has at most 3 bytes; those that are replaced count twice here.
  const units = sum(present, lengthOf) + sum(files, lengthOf) + STATUS_ANNOTATION.length + status.length;
  if (units * 3 <= MAX_POD_ANNOTATION_BYTES) return;
  const bytes = sum({ ...present, ...files, [STATUS_ANNOTATION]: status }, Buffer.byteLength);
  if (bytes > MAX_POD_ANNOTATION_BYTES) {
    throw new AnnotationError(
      `expected all annotations of the pod, with its files, to have at most ${MAX_POD_ANNOTATION_BYTES} bytes, got ${bytes}: ` +
        'put large files into ConfigMaps',
    );
  }
}

type Annotations = Readonly<Record<string, string>>;

function sum(annotations: Annotations, measure: (text: string) => number): number {
  let total = 0;
  for (const key of Object.keys(annotations)) total += measure(key) + measure(annotations[key] ?? '');
  return total;
}

function lengthOf(text: string): number {
  return text.length;
}
