import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { makeMeet } from './conditions/meet-conditions.ts';
import { makeLivePod } from './create-anew.ts';
import type { LiveStatefulSet } from './live-objects.ts';
import { matchesRules } from './matches-rules.ts';
import { matchesSelector } from './matches-selector.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { ServiceReference, Webhook } from './webhook-facts.ts';

/** A webhook that is not ours. */
export interface OtherWebhook extends Webhook {
  /** `MutatingWebhookConfiguration kruise-mutating-webhook-configuration`. */
  readonly configuration: string;
}

/** Whether anything answers at a Service. */
export type Reach = 'ready' | 'no endpoint' | 'absent' | typeof UNKNOWN;

/** What is known of them. */
export interface OtherWebhooks {
  readonly webhooks: readonly OtherWebhook[];
  readonly reachOf: (service: ServiceReference) => Reach;
}

type Labels = Readonly<Record<string, string>>;

/** Whether requests fail while it cannot be reached. One that is called by URL is skipped: it cannot be told. */
export function failsClosed({ failurePolicy, clientConfig, rules }: OtherWebhook): boolean {
  const matters = ANY_SET.some(resource => matchesRules(rules, resource)) || matchesRules(rules, PODS);
  return failurePolicy !== 'Ignore' && clientConfig.service !== undefined && matters;
}

/**
 * Webhooks that keep a StatefulSet's pods from being created, or the StatefulSet from being changed, because they are unavailable;
 * each a sentence. Conditions count as met where they cannot be evaluated, or are about the StatefulSet, as labels do that the user may not
 * read.
 */
export function findUnreachableWebhooks(
  set: LiveStatefulSet,
  namespace: Reading<Labels>,
  { webhooks, reachOf }: OtherWebhooks,
): string[] {
  const silent = webhooks.filter(
    webhook => failsClosed(webhook) && WORDS[findReach(webhook, reachOf)] !== undefined,
  );
  const selecting = (labels: Labels) => silent.filter(webhook => maySelect(webhook, namespace, labels));
  const pod = makeLivePod(set, 0);
  const onPods = selecting(pod.metadata.labels ?? {}).filter(
    ({ rules, matchConditions }) =>
      matchesRules(rules, PODS) && makeMeet(matchConditions ?? [])(pod).outcome !== false,
  );
  const onSet = selecting(set.metadata.labels ?? {}).filter(({ rules }) =>
    matchesRules(rules, setsOf(set.apiVersion)),
  );
  return [
    ...describe('its pods may fail to be created', onPods, reachOf),
    ...describe('changes of it may fail', onSet, reachOf),
  ];
}

const PODS = { group: '', resource: 'pods', operations: ['CREATE'] };

function setsOf(apiVersion: string) {
  const [group = ''] = apiVersion.split('/');
  return { group, resource: 'statefulsets', operations: ['UPDATE'] };
}

const ANY_SET = ['apps/v1', 'apps.kruise.io/v1beta1'].map(setsOf);

function findReach({ clientConfig }: OtherWebhook, reachOf: (service: ServiceReference) => Reach): Reach {
  return clientConfig.service === undefined ? UNKNOWN : reachOf(clientConfig.service);
}

function maySelect(
  { namespaceSelector, objectSelector }: OtherWebhook,
  namespace: Reading<Labels>,
  labels: Labels,
): boolean {
  const ofNamespace = namespace === UNKNOWN || matchesSelector(namespaceSelector ?? {}, namespace ?? {});
  return ofNamespace && matchesSelector(objectSelector ?? {}, labels);
}

const WORDS: Readonly<Partial<Record<Reach, string>>> = {
  'no endpoint': 'has no endpoint that is ready',
  absent: 'does not exist',
};

function describe(
  what: string,
  webhooks: readonly OtherWebhook[],
  reachOf: (service: ServiceReference) => Reach,
): string[] {
  if (webhooks.length === 0) return [];
  const named = webhooks.map(webhook => {
    const { namespace = '', name = '' } = webhook.clientConfig.service ?? {};
    const service = `Service ${shortLine(namespace)}/${shortLine(name)}`;
    return `${shortLine(webhook.name)} of ${shortLine(webhook.configuration)} (${service} ${WORDS[findReach(webhook, reachOf)]})`;
  });
  return [
    `${what}: with failurePolicy Fail, and unavailable: ${listNames(named)}; restore what serves them, or delete their configurations`,
  ];
}
