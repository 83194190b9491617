import { findAnnotation } from '../admission/find-annotation.ts';
import { DEFAULT_CLUSTER_DOMAIN } from '../admission/variables.ts';
import type { LiveStatefulSet } from './live-objects.ts';
import type { PodReport } from './report-pod.ts';

/** The webhook may have found another domain in its own pod, which nobody else sees: then no pod is outdated. */
export function explainAssumedDomain(set: LiveStatefulSet, pods: readonly PodReport[]): string | undefined {
  if (set.clusterDomain !== undefined || !pods.some(({ configuration }) => configuration === 'outdated'))
    return undefined;
  if (!/\b(?:fqdn|domain)\b/.test(findAnnotation(set)?.text ?? '')) return undefined;
  return `pods are compared with names in ${DEFAULT_CLUSTER_DOMAIN}. If the cluster has another domain, pass it with --cluster-domain`;
}
