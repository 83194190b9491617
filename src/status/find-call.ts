import { checkServing } from './check-serving.ts';
import { countEndpoints } from './count-endpoints.ts';
import { makeProtect } from './guard/make-protect.ts';
import { makeSelect, type NamespaceLabels, type Selection, type Sent } from './is-called.ts';
import type { LiveStatefulSet } from './live-objects.ts';
import { UNKNOWN } from './reading.ts';
import type { Webhook, WebhookFacts } from './webhook-facts.ts';

/** What becomes of a pod at the API server, as far as the webhook has a part in it. */
export interface Call {
  /** Whether the webhook is called; undefined where that is not known. */
  readonly called: boolean | undefined;
  /** Why it does not decide on the pod, or why it is not known whether it does: a clause. */
  readonly why?: string | undefined;
  /**
   * What the API server does with the pod where the webhook does not decide. Undefined where it does, as far as is known; either
   * where the webhook is skipped, and it is not known whether the guard rejects the pod then.
   */
  readonly effect?: 'skipped' | 'refused' | 'either' | undefined;
  /** Since when API servers must know of the replicas that decide on the pod; ISO 8601. */
  readonly readySince?: string;
}

/** What becomes of a pod, which its StatefulSet would create or has created. */
export type FindCall = (namespace: NamespaceLabels, pod: Sent, set?: LiveStatefulSet) => Call;

/** @param now milliseconds since 1970. */
export function makeFindCall(facts: WebhookFacts, now: number): FindCall {
  const { mutating } = facts;
  const webhooks = mutating === UNKNOWN ? [] : (mutating?.webhooks ?? []);
  const outages = new Map(webhooks.map(webhook => [webhook, findOutage(facts, webhook, now)]));
  const select = makeSelect(mutating);
  const protect = makeProtect(facts.guards);
  const { readySince } = facts;
  const known = readySince === undefined ? {} : { readySince };
  return (namespace, pod, set) => {
    const selection = select(namespace, pod);
    const call = describeCall(selection, selection.webhook && outages.get(selection.webhook));
    if (call.effect === undefined) return { ...call, ...known };
    return call.effect === 'skipped' ? describeProtection(call, protect(namespace, pod, set)) : call;
  };
}

function describeProtection(call: Call, policy: string | null | undefined): Call {
  if (policy === null) return call;
  if (policy === undefined) {
    return {
      ...call,
      effect: 'either',
      why: `${call.why}; whether the guard then denies the pod is not known`,
    };
  }
  const why = `${call.why}; so the guard denies the pod (ValidatingAdmissionPolicy ${policy})`;
  return { ...call, effect: 'refused', why };
}

function describeCall({ called, why, webhook, refused }: Selection, outage: string | undefined): Call {
  if (called === false) return { called, why, effect: refused === true ? 'refused' : 'skipped' };
  if (webhook === undefined) return { called };
  if (outage === undefined) return { called, why };
  const ignores = webhook.failurePolicy === 'Ignore';
  const policy = `failurePolicy of ${webhook.name} is ${ignores ? 'Ignore' : 'Fail'}`;
  return { called, why: `${outage}, and ${policy}`, effect: ignores ? 'skipped' : 'refused' };
}

/** Why a call cannot come through; undefined where it can, as far as that is known. */
function findOutage(facts: WebhookFacts, { clientConfig }: Webhook, now: number): string | undefined {
  const { slices, chain } = facts;
  const { service, caBundle = '' } = clientConfig;
  if (service === undefined) return undefined;
  const where = `Service ${service.namespace}/${service.name}`;
  if (slices !== UNKNOWN && countEndpoints(slices ?? []) === 0) {
    return `the webhook is unavailable: ${where} has no endpoint that is ready`;
  }
  if (caBundle === '') return 'the API server does not trust the webhook: it has no caBundle';
  if (chain === undefined || chain === UNKNOWN) return undefined;
  const bundles = new Map([['the webhook', Buffer.from(caBundle, 'base64').toString()]]);
  const check = checkServing(chain, bundles, `${service.name}.${service.namespace}.svc`, now);
  const [refusal] = check?.refusals ?? [];
  return refusal && `the API server does not trust the webhook: ${refusal}`;
}
