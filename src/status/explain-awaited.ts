import { listAwaited } from '../admission/list-awaited.ts';
import { listNames } from '../bounds/list-names.ts';
import { Match } from './match-pod.ts';
import type { LiveFacts } from './pod-facts.ts';

/** A container that the annotation expects another webhook to add, and that the pod was created without. */
export function explainAwaited({ anew: { decision }, live, configuration }: LiveFacts): string[] {
  if (configuration !== Match.current) return [];
  const awaited = listAwaited(decision, live);
  return [...Map.groupBy(awaited, ({ container }) => container)].map(
    ([container, elements]) =>
      `has no container ${container}, which the annotation names in injectedContainers (${listNames(elements.map(({ where }) => where))}): ` +
      'check that its webhook is called for this pod, then delete the pod',
  );
}
