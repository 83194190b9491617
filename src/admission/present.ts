import type { Earlier } from './earlier.ts';
import type { PodContainers } from './pod-containers.ts';
import type { PodIndex } from './pod-index.ts';

/** What a pod has already, and what of it an earlier call has added. */
export interface Present {
  readonly containers: PodContainers;
  readonly index: PodIndex;
  readonly earlier: Earlier;
}
