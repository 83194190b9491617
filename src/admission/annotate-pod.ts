import jsonpatch from 'fast-json-patch';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { MAX_POD_ANNOTATION_BYTES, MAX_STATUS_BYTES } from '../bounds/bounds.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { TooLargeError } from '../bounds/too-large-error.ts';
import type { PodDraft } from './pod-draft.ts';
import type { ReplacedMetadata } from './replaced-metadata.ts';
import { buildStatus, STATUS_ANNOTATION } from './status.ts';

/**
 * Puts the texts of rendered files, and the status, into the pod's annotations.
 *
 * @param patched the fields that patches have changed.
 * @param replaced labels and annotations among them, as they were.
 * @throws TooLargeError when they become more than a pod should have, or more than Kubernetes allows.
 */
export function annotatePod(
  draft: PodDraft,
  configuration: PodConfiguration,
  patched: readonly string[] = [],
  replaced?: ReplacedMetadata,
): void {
  const { files } = configuration;
  const status = buildStatus(configuration, patched, replaced);
  const { metadata } = draft;
  const { annotations } = metadata.value;
  refuseTooLarge(quoteText(metadata.value.name ?? ''), annotations ?? {}, files, status);
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

function refuseTooLarge(pod: string, present: Annotations, files: Annotations, status: string): void {
  refuse(`the status of pod ${pod}`, MAX_STATUS_BYTES, Buffer.byteLength(status), FEWER);
  // In UTF-8 a UTF-16 unit has at most 3 bytes; those that are replaced count twice here.
  const units = sum(present, lengthOf) + sum(files, lengthOf) + STATUS_ANNOTATION.length + status.length;
  if (units * 3 <= MAX_POD_ANNOTATION_BYTES) return;
  const bytes = sum({ ...present, ...files, [STATUS_ANNOTATION]: status }, Buffer.byteLength);
  refuse(`all annotations of pod ${pod}, with its files`, MAX_POD_ANNOTATION_BYTES, bytes, CONFIG_MAPS);
}

function refuse(what: string, bound: number, got: number, advice: string): void {
  if (got > bound) throw new TooLargeError(what, { bound, got, unit: 'bytes' }, advice);
}

const FEWER = 'use fewer or shorter volumes, sources, files and variables in the annotation';
const CONFIG_MAPS = 'put large files into ConfigMaps';

type Annotations = Readonly<Record<string, string>>;

function sum(annotations: Annotations, measure: (text: string) => number): number {
  let total = 0;
  for (const key of Object.keys(annotations)) total += measure(key) + measure(annotations[key] ?? '');
  return total;
}

function lengthOf(text: string): number {
  return text.length;
}
