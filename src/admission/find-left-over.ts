import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { listNames } from '../bounds/list-names.ts';
import { isAnnotated } from './find-annotation.ts';
import { Reason } from './reason.ts';

/** Annotations of a pod template that only per-pod-config writes, and only on pods. */
export interface LeftOver {
  readonly code: typeof Reason.leftOverStatus;
  /** Whether the set is refused for them: that of a set without the annotation stands for nothing. */
  readonly certain: boolean;
  /** A sentence. */
  readonly message: string;
  /** Of the first one, in the StatefulSet. */
  readonly path: readonly string[];
}

/**
 * Finds them in a StatefulSet of any shape: copied from a pod, or written by hand. When a pod is created they are replaced or
 * mean nothing, but while the webhook is unavailable they would stand for a configuration that the pod does not have.
 */
export function findLeftOver(set: unknown): LeftOver[] {
  const keys = [...listWritten(set).keys()];
  const [first] = keys;
  if (first === undefined) return [];
  const them = keys.length === 1 ? 'it' : 'them';
  const message = `${TEMPLATE.join('.')}: expected no ${listNames(keys)}: only per-pod-config writes ${them}, on each pod; remove ${them} from the pod template`;
  return [{ code: Reason.leftOverStatus, certain: isAnnotated(set), message, path: [...TEMPLATE, first] }];
}

/** Whether the set had them all before, and was annotated: then an update is not to blame. */
export function hadLeftOver(set: unknown, old: unknown): boolean {
  const before = listWritten(old);
  return isAnnotated(old) && [...listWritten(set)].every(([key, text]) => before.get(key) === text);
}

const TEMPLATE = ['spec', 'template', 'metadata', 'annotations'] as const;

/** By their keys. */
function listWritten(set: unknown): ReadonlyMap<string, unknown> {
  const annotations = TEMPLATE.reduce((at: unknown, key) => Reflect.get(Object(at), key), set);
  return new Map(Object.entries(Object(annotations)).filter(([key]) => WRITTEN.test(key)));
}

const WRITTEN = new RegExp(`^${ANNOTATION_KEY}/(status$|file-)`);
