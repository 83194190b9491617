import { matchesSelector } from './matches-selector.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { Webhook, WebhookConfiguration } from './webhook-facts.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * Whether the API server calls the webhook for a pod, by the selectors of the live configuration; undefined
 * where that cannot be told: what is not known is, or a condition in CEL decides.
 */
export function isCalled(
  mutating: Reading<WebhookConfiguration>,
  namespace: Reading<Labels>,
  pod: Labels,
): boolean | undefined {
  if (mutating === UNKNOWN) return undefined;
  const answers = (mutating?.webhooks ?? []).map(webhook => selects(webhook, namespace, pod));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function selects(webhook: Webhook, namespace: Reading<Labels>, pod: Labels): boolean | undefined {
  const { namespaceSelector, objectSelector, matchConditions } = webhook;
  if (!matchesSelector(objectSelector ?? {}, pod)) return false;
  if (namespace === UNKNOWN) return undefined;
  if (!matchesSelector(namespaceSelector ?? {}, namespace ?? {})) return false;
  return (matchConditions ?? []).length === 0 ? true : undefined;
}
