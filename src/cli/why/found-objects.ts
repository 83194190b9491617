import { isStatefulSetApi } from '../../admission/owner.ts';
import { parsePod } from '../../admission/pod.ts';
import { ReviewError } from '../../admission/review-error.ts';
import { parseWrittenSet } from '../../preview/parse-written-set.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { FoundObject } from '../../yaml/kubernetes-object.ts';

/** As kubectl has it where no context says another. */
export function namespaceOf({ object }: FoundObject): string {
  return object.metadata.namespace ?? 'default';
}

/** In the namespace that is given with -n, unless it names one. */
export function place(found: FoundObject, namespace: string | undefined): FoundObject {
  const { object } = found;
  if (namespace === undefined || object.metadata.namespace !== undefined) return found;
  return { ...found, object: { ...object, metadata: { ...object.metadata, namespace } } };
}

export function isStatefulSet({ object: { apiVersion, kind } }: FoundObject): boolean {
  return kind === 'StatefulSet' && isStatefulSetApi(apiVersion);
}

/** @throws ReviewError naming the file and line. */
export function toStatefulSet(found: FoundObject): LiveStatefulSet {
  const set = at(found, () => parseWrittenSet(found.object, 'StatefulSet'));
  const { metadata } = set;
  const live = { ...set, metadata: { ...metadata, uid: metadata.uid ?? '', namespace: namespaceOf(found) } };
  return { ...live, former: UNKNOWN };
}

/** @throws ReviewError naming the file and line. */
export function toPod(found: FoundObject): LivePod {
  const pod = at(found, () => parsePod(found.object));
  const { name, uid = '' } = found.object.metadata;
  return { ...pod, metadata: { ...pod.metadata, name, uid, namespace: namespaceOf(found) } };
}

function at<T>(found: FoundObject, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    const { line } = found.locate([]);
    throw new ReviewError(`${found.file}:${line}: ${error.message.replace('request.object', 'Pod')}`);
  }
}
