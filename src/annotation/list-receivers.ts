import type { ContainerNames } from './pod-configuration.ts';

/** Which containers get an element of the annotation, by name. */
export interface Receivers {
  /** All of the pod where neither these nor the others are given. */
  readonly containers: ContainerNames;
  /** Those that another webhook may add later. */
  readonly injectedContainers?: ContainerNames;
}

/** The names of both kinds, each once; undefined for all containers. */
export function listReceivers({ containers, injectedContainers }: Receivers): ContainerNames {
  if (injectedContainers === undefined) return containers;
  return [...new Set([...(containers ?? []), ...injectedContainers])];
}

/** Only what it says of receivers. */
export function receiversOf({ containers, injectedContainers }: Receivers): Receivers {
  return { containers, ...(injectedContainers === undefined ? {} : { injectedContainers }) };
}
