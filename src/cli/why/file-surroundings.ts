import { type FindCall, makeFindCall } from '../../status/find-call.ts';
import type { LabelSelector } from '../../status/matches-selector.ts';
import type { CallOf } from '../../status/pod-facts.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import type { WebhookConfiguration, WebhookFacts } from '../../status/webhook-facts.ts';
import type { FoundObject, KubernetesObject } from '../../yaml/kubernetes-object.ts';
import { findGuards } from './find-guards.ts';
import { namespaceOf } from './found-objects.ts';

type Labels = Readonly<Record<string, string>>;

/** What files say of everything around a pod. */
export interface Surroundings {
  /** What becomes of a pod of a namespace. */
  callOf(namespace: string, ...asked: Parameters<CallOf>): ReturnType<FindCall>;
  /** Whether a ConfigMap or Secret is among them; undefined where there is none of its kind and namespace, so that it may be elsewhere. */
  exists(namespace: string, kind: string, name: string): boolean | undefined;
}

/** What a cluster says of them. */
export interface Beyond {
  readonly webhook: WebhookFacts;
  readonly labelsOf: (namespace: string) => Reading<Labels>;
  /** What could not be told, mostly for want of a right. */
  readonly notes: readonly string[];
}

/** The files come first, then the cluster if there is one, then what is installed as a rule. */
export function readSurroundings(objects: readonly FoundObject[], beyond?: Beyond): Surroundings {
  const configuration = objects.find(({ object }) => isConfiguration(object))?.object;
  const mutating = configuration as (KubernetesObject & WebhookConfiguration) | undefined;
  const assumed = { ...NOTHING, mutating: mutating ?? INSTALLED, guards: findGuards(objects) };
  const facts = mutating === undefined && beyond !== undefined ? beyond.webhook : assumed;
  const isAssumed = facts.mutating === INSTALLED;
  const findCall = makeFindCall(facts, Date.now());
  return {
    callOf(namespace, ...asked) {
      const written = findLabels(objects, namespace);
      const others = isAssumed ? { [NAME_LABEL]: namespace } : (beyond?.labelsOf(namespace) ?? UNKNOWN);
      const call = findCall({ name: namespace, labels: written ?? others }, ...asked);
      // Without a configuration it is not known whether there is one, only that the usual one would not select the pod.
      return isAssumed && call.called !== false ? { called: undefined } : call;
    },
    exists(namespace, kind, name) {
      const all = objects.filter(one => one.object.kind === kind && namespaceOf(one) === namespace);
      return all.length === 0 ? undefined : all.some(({ object }) => object.metadata.name === name);
    },
  };
}

function isConfiguration({ kind, metadata }: KubernetesObject): boolean {
  return kind === 'MutatingWebhookConfiguration' && metadata.name === 'per-pod-config';
}

/** The API server gives each namespace its name as a label. */
function findLabels(objects: readonly FoundObject[], name: string): Labels | undefined {
  const found = objects.find(({ object }) => object.kind === 'Namespace' && object.metadata.name === name);
  const { labels } = (found?.object.metadata ?? {}) as { readonly labels?: Labels | null };
  return found === undefined ? undefined : { ...labels, [NAME_LABEL]: name };
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** What no file says. */
const NOTHING = {
  validating: UNKNOWN,
  service: undefined,
  deployment: UNKNOWN,
  slices: UNKNOWN,
  chain: UNKNOWN,
  foreignSecret: undefined,
} satisfies Omit<WebhookFacts, 'mutating' | 'guards'>;

/** As the manifests install it, as far as all their overlays agree. */
const SELECTOR: LabelSelector = {
  matchExpressions: [
    { key: NAME_LABEL, operator: 'NotIn', values: ['kube-system', 'per-pod-config'] },
    { key: 'per-pod-config', operator: 'NotIn', values: ['disabled'] },
  ],
};
const INSTALLED: WebhookConfiguration = {
  webhooks: [{ name: 'pods.per-pod-config.svc', clientConfig: {}, namespaceSelector: SELECTOR }],
};
