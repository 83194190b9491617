import type { FoundObject } from '../yaml/kubernetes-object.ts';
import { type Finding, findingAt } from './finding.ts';

/**
 * What `kubectl apply` makes of an object that the API server would take as it is: without `--server-side`, kubectl adds the
 * whole object, as JSON, to its annotations. Nearly everything is counted twice so, and the bound on annotations is the lower one.
 */
export function lintApplied(found: FoundObject): Finding[] {
  const bytes = measureApplied(found.object);
  if (bytes <= MAX_ANNOTATIONS) return [];
  const message = `kubectl apply copies the whole object into annotation ${LAST_APPLIED}: expected all annotations to have at most ${MAX_ANNOTATIONS} bytes then, got ${bytes}: apply it with --server-side, or split it`;
  return [findingAt(found, 'warning', 'too-large', message)];
}

/** Bytes of all annotations that the object has then, with their keys. */
function measureApplied(object: FoundObject['object']): number {
  const { [LAST_APPLIED]: _, ...annotations } = object.metadata.annotations ?? {};
  const metadata = { ...object.metadata, namespace: object.metadata.namespace ?? 'default', annotations };
  const own = Object.entries(annotations).flat().map(String).join('');
  return Buffer.byteLength(own + LAST_APPLIED) + measureJson({ ...object, metadata });
}

/** As Go writes it, with a newline at the end; the order of keys makes no difference. */
function measureJson(value: object): number {
  const text = JSON.stringify(value);
  const escaped = text.match(/[<>&]/g)?.length ?? 0;
  const separators = text.match(/[\u2028\u2029]/g)?.length ?? 0;
  return Buffer.byteLength(text) + 5 * escaped + 3 * separators + 1;
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Kubernetes' limit for all annotations of an object with their keys, in bytes. */
export const MAX_ANNOTATIONS = 256 * 1024;
