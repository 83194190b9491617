import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { Pod } from './pod.ts';
import { readStatus } from './read-status.ts';
import { STATUS_ANNOTATION } from './status.ts';

/**
 * What an earlier call for this pod has added, by its status annotation: what differs now was changed by another admission
 * webhook or a policy in between. A template can hold such an annotation too, copied from a pod or written by hand. So it
 * decides about the words of a denial, and about what a policy may set on what shows the right thing; about nothing else.
 */
export interface Earlier {
  /** Names. */
  readonly volumes: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  /** Whether there was an earlier call. */
  readonly called: boolean;
}

export function readEarlier(
  pod: Pod,
  { ordinal, annotationHash }: Pick<PodConfiguration, 'ordinal' | 'annotationHash'>,
): Earlier {
  if (pod.metadata.annotations?.[STATUS_ANNOTATION] === undefined) return NONE;
  const status = readStatus(pod);
  if (status?.ordinal !== ordinal || status.annotationHash !== annotationHash) return NONE;
  return {
    volumes: new Set(status.volumes.map(({ name }) => name)),
    variables: new Set(status.env),
    called: true,
  };
}

const NONE: Earlier = { volumes: new Set(), variables: new Set(), called: false };
