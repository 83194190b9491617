import { listNames } from '../bounds/list-names.ts';
import { PODS } from './create-anew.ts';
import { matchesRules } from './matches-rules.ts';
import { listUnmet } from './matches-selector.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { Webhook, WebhookConfiguration } from './webhook-facts.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether the API server calls the webhook for a pod. */
export interface Selection {
  /** Undefined where that cannot be told: a condition in CEL decides, or what is not known does. */
  readonly called: boolean | undefined;
  /** The one that is called, or may be. */
  readonly webhook?: Webhook;
  /** Why it is not called, or why that is not known, unless the user may not read it. */
  readonly why?: string;
}

/** Whether the webhook is called for a pod, by the live configuration; undefined where that cannot be told. */
export function isCalled(
  mutating: Reading<WebhookConfiguration>,
  namespace: Reading<Labels>,
  pod: Labels,
): boolean | undefined {
  return select(mutating, { name: '', labels: namespace }, pod).called;
}

export interface NamespaceLabels {
  readonly name: string;
  readonly labels: Reading<Labels>;
}

/** The same, with the reason. */
export function select(
  mutating: Reading<WebhookConfiguration>,
  namespace: NamespaceLabels,
  pod: Labels,
): Selection {
  if (mutating === UNKNOWN) return { called: undefined };
  if (mutating === undefined) return { called: false, why: NOT_INSTALLED };
  const [first, ...others] = (mutating.webhooks ?? []).map(webhook => selectBy(webhook, namespace, pod));
  if (first === undefined) return { called: false, why: EMPTY };
  const all = [first, ...others];
  return all.find(({ called }) => called) ?? all.find(({ called }) => called === undefined) ?? first;
}

const NOT_INSTALLED = 'the webhook is not installed: there is no MutatingWebhookConfiguration per-pod-config';
const EMPTY = 'the webhook is not called: MutatingWebhookConfiguration per-pod-config names no webhook';

function selectBy(webhook: Webhook, { name, labels }: NamespaceLabels, pod: Labels): Selection {
  const { namespaceSelector, objectSelector, matchConditions, rules } = webhook;
  if (rules != null && !matchesRules(rules, CREATION))
    return not('', 'its rules do not name the creation of pods');
  const unmet = listUnmet(objectSelector ?? {}, pod);
  if (unmet.length > 0)
    return not('', `the labels of the pod do not meet its objectSelector: ${listNames(unmet)}`);
  if (labels === UNKNOWN) return { called: undefined, webhook };
  const missed = listUnmet(namespaceSelector ?? {}, labels ?? {});
  if (missed.length > 0) {
    return not(` in namespace ${name}`, `its labels do not meet the namespaceSelector: ${listNames(missed)}`);
  }
  return (matchConditions ?? []).length === 0
    ? { called: true, webhook }
    : { called: undefined, webhook, why: 'its matchConditions, in CEL, decide' };
}

const CREATION = { ...PODS, operations: ['CREATE'] };

function not(where: string, why: string): Selection {
  return { called: false, why: `the webhook is not called${where}: ${why}` };
}
