import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import type { Warning } from './list-warnings.ts';
import { isKruiseApi } from './owner.ts';
import type { StatefulSetObject } from './statefulset.ts';

/**
 * OpenKruise can update pods in place: it writes a changed annotation of the template onto the pods that run, as it does with
 * labels and images, and none of them passes through admission again.
 */
export function warnOfInPlace({ apiVersion, spec }: StatefulSetObject): Warning[] {
  const policy = isKruiseApi(apiVersion) ? findInPlacePolicy(spec) : undefined;
  if (policy === undefined || spec.template.metadata?.annotations?.[ANNOTATION_KEY] === undefined) return [];
  const message = `podUpdatePolicy ${policy}: a changed annotation is written onto pods that run, which keep their former mounts; delete these pods after a change, or use ReCreate`;
  return [{ code: 'in-place', message, path: PATH }];
}

const PATH = ['spec', 'updateStrategy', 'rollingUpdate', 'podUpdatePolicy'] as const;

/** The policy by which running pods are changed, if they are. With OnDelete, none is. */
export function findInPlacePolicy({ updateStrategy }: StatefulSetObject['spec']): string | undefined {
  const policy = updateStrategy?.rollingUpdate?.podUpdatePolicy ?? '';
  return updateStrategy?.type !== 'OnDelete' && IN_PLACE.includes(policy) ? policy : undefined;
}

const IN_PLACE = ['InPlaceIfPossible', 'InPlaceOnly'];
