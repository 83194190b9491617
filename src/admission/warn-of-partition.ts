import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import type { Warning } from './list-warnings.ts';
import type { StatefulSetObject } from './statefulset.ts';

/**
 * A partition keeps pods at their former template. The StatefulSet's own annotation is in no template: a pod gets the newest
 * one whenever it is created, below the partition, too. With OnDelete there is no partition.
 */
export function warnOfPartition({ spec }: StatefulSetObject): Warning[] {
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const partition = type === 'OnDelete' ? 0 : rollingUpdate?.partition;
  if (typeof partition !== 'number' || partition <= 0) return [];
  if (spec.template.metadata?.annotations?.[ANNOTATION_KEY] != null) return [];
  const message = `the partition (${partition}) does not hold back the StatefulSet's own annotation: any pod gets the newest one when it is created again; put it on the template`;
  return [{ code: 'partition', message, path: PATH }];
}

const PATH = ['spec', 'updateStrategy', 'rollingUpdate', 'partition'] as const;
