import type { LiveStatefulSet } from './live-objects.ts';
import { nameKind } from './name-kind.ts';

/**
 * How to have the controller of a StatefulSet try at once, for a sentence. After a failure it waits, from 5 ms, doubled each time, up
 * to 1,000 s; any change of the StatefulSet ends that.
 */
export function adviseRetry(set: LiveStatefulSet): string {
  const { namespace, name } = set.metadata;
  const target = set.apiVersion === 'apps/v1' ? name : `${nameKind(set)}/${name}`;
  return `the controller tries again within 17 minutes; at once: kubectl per-pod-config retry ${target} -n ${namespace}`;
}
