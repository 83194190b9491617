import type { Pod } from '../admission/pod.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { type Met, makeMeet } from './conditions/meet-conditions.ts';
import { PODS } from './create-anew.ts';
import { matchesRules } from './matches-rules.ts';
import { listUnmet } from './matches-selector.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { Webhook, WebhookConfiguration } from './webhook-facts.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether the API server calls the webhook for a pod. */
export interface Selection {
  /** Undefined where that cannot be told: a condition that cannot be evaluated decides, or what is not known does. */
  readonly called: boolean | undefined;
  /** The one that is called, or may be. */
  readonly webhook?: Webhook;
  /** Why it is not called, or why that is not known, unless the user may not read it. */
  readonly why?: string;
  /** Whether the API server rejects the pod instead, because a condition fails. */
  readonly refused?: boolean;
}

export interface NamespaceLabels {
  readonly name: string;
  readonly labels: Reading<Labels>;
}

/** What is read of a pod before the webhook sees it. */
export type Sent = Pick<Pod, 'metadata'>;

export type Select = (namespace: NamespaceLabels, pod: Sent) => Selection;

/** Whether the webhook is called for a pod, by the live configuration, and why not. */
export function makeSelect(mutating: Reading<WebhookConfiguration>): Select {
  if (mutating === UNKNOWN) return () => ({ called: undefined });
  if (mutating === undefined) return () => ({ called: false, why: NOT_INSTALLED });
  const selects = (mutating.webhooks ?? []).map(makeSelectBy);
  return (namespace, pod) => {
    const all = selects.map(select => select(namespace, pod));
    const decisive =
      all.find(({ refused }) => refused) ??
      all.find(({ called }) => called) ??
      all.find(({ called }) => called === undefined);
    return decisive ?? all[0] ?? { called: false, why: EMPTY };
  };
}

const NOT_INSTALLED = 'the webhook is not installed: there is no MutatingWebhookConfiguration per-pod-config';
const EMPTY = 'the webhook is not called: MutatingWebhookConfiguration per-pod-config names no webhook';

function makeSelectBy(webhook: Webhook): Select {
  const { namespaceSelector, objectSelector, matchConditions, rules } = webhook;
  const meet = makeMeet(matchConditions ?? []);
  return ({ name, labels }, pod) => {
    if (rules != null && !matchesRules(rules, CREATION))
      return not('', 'its rules do not name the creation of pods');
    const unmet = listUnmet(objectSelector ?? {}, pod.metadata.labels ?? {});
    if (unmet.length > 0)
      return not('', `the labels of the pod do not meet its objectSelector: ${listNames(unmet)}`);
    const missed = labels === UNKNOWN ? [] : listUnmet(namespaceSelector ?? {}, labels ?? {});
    if (missed.length > 0)
      return not(
        ` in namespace ${name}`,
        `its labels do not meet the namespaceSelector: ${listNames(missed)}`,
      );
    const met = meet(pod);
    if (labels === UNKNOWN && met.outcome !== false) return { called: undefined, webhook };
    return describeMet(webhook, met, () => meet(annotate(pod)));
  };
}

const CREATION = { ...PODS, operations: ['CREATE'] };

function not(where: string, why: string): Selection {
  return { called: false, why: `the webhook is not called${where}: ${why}` };
}

/** @param meetAnnotated what the conditions were if the annotation stood on the pod itself. */
function describeMet(webhook: Webhook, { outcome, name = '' }: Met, meetAnnotated: () => Met): Selection {
  const condition = `matchCondition ${shortLine(name)}`;
  if (outcome === true) return { called: true, webhook };
  if (outcome === undefined) {
    return { called: undefined, webhook, why: `its ${condition} decides, which cannot be evaluated here` };
  }
  if (outcome === false) {
    const advice = meetAnnotated().outcome === true ? `: ${ON_TEMPLATE}` : '';
    return not('', `its ${condition} is false for this pod${advice}`);
  }
  const fails = `${condition} fails for this pod, which lacks what it reads, and failurePolicy is`;
  if (webhook.failurePolicy === 'Ignore') return not('', `its ${fails} Ignore`);
  return { called: false, why: `the webhook's ${fails} Fail`, refused: true };
}

/** A pod that has an annotation keeps it: only its absence is made up for. */
function annotate(pod: Sent): Sent {
  const annotations = { [ANNOTATION_KEY]: '/example', ...pod.metadata.annotations };
  return { ...pod, metadata: { ...pod.metadata, annotations } };
}

const ON_TEMPLATE =
  'it looks for the annotation on the pod only, so put the annotation on the pod template (spec.template.metadata.annotations)';
