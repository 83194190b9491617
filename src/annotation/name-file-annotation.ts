import { hash } from 'node:crypto';
import type { Field } from './field.ts';

/**
 * The key of the annotation that holds the text of a file. It depends on the text as it is written, not as it is rendered:
 * so it is the same for all pods, and CEL in the API server, which has no hashes, can name it too.
 */
export function nameFileAnnotation({ template }: Field): string {
  return `per-pod-config/file-${hash('sha256', template.source).slice(0, 16)}`;
}
