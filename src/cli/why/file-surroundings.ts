import { type FindCall, makeFindCall } from '../../status/find-call.ts';
import type { LabelSelector } from '../../status/matches-selector.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { WebhookConfiguration, WebhookFacts } from '../../status/webhook-facts.ts';
import type { FoundObject, KubernetesObject } from '../../yaml/kubernetes-object.ts';
import { namespaceOf } from './found-objects.ts';

type Labels = Readonly<Record<string, string>>;

/** What files say of everything around a pod. */
export interface Surroundings {
  /** What becomes of a pod of a namespace with these labels. */
  callOf(namespace: string, labels: Labels): ReturnType<FindCall>;
  /** Whether a ConfigMap or Secret is among them; undefined where there is none of its kind and namespace, so that it may be elsewhere. */
  exists(namespace: string, kind: string, name: string): boolean | undefined;
}

export function readSurroundings(objects: readonly FoundObject[]): Surroundings {
  const configuration = objects.find(({ object }) => isConfiguration(object))?.object;
  const mutating = configuration as (KubernetesObject & WebhookConfiguration) | undefined;
  const findCall = makeFindCall({ ...NOTHING, mutating: mutating ?? INSTALLED }, 0);
  return {
    callOf(namespace, labels) {
      const call = findCall({ name: namespace, labels: findLabels(objects, namespace, mutating) }, labels);
      // Without a configuration it is not known whether there is one, only that the usual one would not select the pod.
      return mutating === undefined && call.called !== false ? { called: undefined } : call;
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
function findLabels(
  objects: readonly FoundObject[],
  name: string,
  mutating: WebhookConfiguration | undefined,
): Labels | typeof UNKNOWN {
  const found = objects.find(({ object }) => object.kind === 'Namespace' && object.metadata.name === name);
  const { labels } = (found?.object.metadata ?? {}) as { readonly labels?: Labels | null };
  if (found === undefined && mutating !== undefined) return UNKNOWN;
  return { ...labels, [NAME_LABEL]: name };
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
} satisfies Omit<WebhookFacts, 'mutating'>;

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
