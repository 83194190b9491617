import type { LeftoversReport } from './report-leftovers.ts';
import type { SetReport } from './report-set.ts';
import type { WebhookReport } from './report-webhook.ts';

/** What `status -o json` prints: fields may be added, none is renamed or taken away. */
export interface StatusReport {
  /** Whether nothing needs attention: all problems together are none. */
  readonly healthy: boolean;
  readonly statefulSets: readonly SetReport[];
  readonly leftovers: LeftoversReport;
  readonly webhook: WebhookReport;
  /** Why StatefulSets that were asked for by name are not among them. */
  readonly errors: readonly string[];
  /** What could not be told, mostly for want of a right. */
  readonly notes: readonly string[];
}

export function reportStatus(
  statefulSets: readonly SetReport[],
  leftovers: LeftoversReport,
  webhook: WebhookReport,
  errors: readonly string[],
  notes: readonly string[],
): StatusReport {
  const problems = [
    ...errors,
    ...leftovers.problems,
    ...webhook.problems,
    ...statefulSets.flatMap(set => [...set.problems, ...set.pods.flatMap(pod => pod.problems)]),
  ];
  return { healthy: problems.length === 0, statefulSets, leftovers, webhook, errors, notes };
}
