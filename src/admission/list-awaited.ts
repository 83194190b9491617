import type { Decision } from './decision.ts';
import type { Pod } from './pod.ts';
import { PodContainers } from './pod-containers.ts';

/** A container that is to get something and that the pod does not have yet: another webhook is to add it. */
export interface Awaited {
  readonly container: string;
  /** Where the annotation says so: `volumes[0]`. */
  readonly where: string;
  /** Where the container gets it: a path; null for the environment. */
  readonly path: string | null;
}

/** @param pod after the decision, or at any later time. */
export function listAwaited(decision: Decision, pod: Pod): Awaited[] {
  if (decision.outcome !== 'mount') return [];
  const { volumes, env, envFrom } = decision.configuration;
  const present = new Set(new PodContainers(pod).names);
  const elements = [
    ...volumes.map(volume => ({ ...volume, path: volume.mount?.mountPath ?? null })),
    ...[...env, ...envFrom].map(variable => ({ ...variable, path: null })),
  ];
  return elements.flatMap(({ where, path, injectedContainers = [] }) =>
    injectedContainers
      .filter(container => !present.has(container))
      .map(container => ({ container, where, path })),
  );
}
