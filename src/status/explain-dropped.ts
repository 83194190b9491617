import { findDropped } from '../admission/find-dropped.ts';
import { readStatus } from '../admission/read-status.ts';
import { listNames } from '../bounds/list-names.ts';
import type { LiveFacts } from './pod-facts.ts';

/**
 * What the API server has dropped of the configuration that a pod was created with, as a sentence about the pod. A new pod would be
 * the same.
 */
export function explainDropped({ live, anew: { decision } }: Pick<LiveFacts, 'live' | 'anew'>): string[] {
  if (decision.outcome !== 'mount') return [];
  const { configuration } = decision;
  // Of another annotation, what is missing may never have been asked for.
  if (readStatus(live)?.annotationHash !== configuration.annotationHash) return [];
  const dropped = findDropped(live, configuration);
  if (dropped.length === 0) return [];
  return [
    `has no ${listNames(dropped)}: the API server dropped it, because it is too old for it, or a feature gate is off`,
  ];
}
