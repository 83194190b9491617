import { parseClusterDomain } from '../../cluster/cluster-domain.ts';
import { findDeployedDomain } from '../../status/find-flag.ts';
import type { WebhookFacts } from '../../status/webhook-facts.ts';

/** The cluster's domain, as the user says it, or as the webhook is told it. What it finds in its own pod, nobody else sees. */
export function chooseDomain(
  given: string | undefined,
  webhook: Pick<WebhookFacts, 'deployment'> | undefined,
): string | undefined {
  return given ?? parseClusterDomain((webhook && findDeployedDomain(webhook.deployment)) ?? '');
}
