import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { cameWith } from './came-with.ts';
import type { Pod } from './pod.ts';
import { readStatus } from './read-status.ts';
import type { ReplacedMetadata } from './replaced-metadata.ts';
import { STATUS_ANNOTATION } from './status.ts';

/**
 * What an earlier call for this pod has added, by its status annotation: what differs now was changed by another admission
 * webhook or a policy in between. It decides about the words of a denial, about what a policy may set on what shows the right
 * thing, and that patches are not applied again; about nothing else.
 *
 * A template can hold such an annotation, too, copied from a pod or written by hand: for the pod of that ordinal, while the
 * annotation stays the same, it would say that the patches are applied. So a status that came with the pod is none. The
 * managed fields tell: at admission they list what the client sent, and nothing that webhooks or policies have added.
 */
export interface Earlier {
  /** Names. */
  readonly volumes: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  /** What the patches changed then. */
  readonly patched: readonly string[];
  /** Labels and annotations as they were before. */
  readonly replaced?: ReplacedMetadata | undefined;
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
  if (cameWith(pod, STATUS_ANNOTATION)) return NONE;
  return {
    volumes: new Set(status.volumes.map(({ name }) => name)),
    variables: new Set(status.env),
    patched: status.patched ?? [],
    replaced: status.replaced,
    called: true,
  };
}

const NONE: Earlier = { volumes: new Set(), variables: new Set(), patched: [], called: false };
