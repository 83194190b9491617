import type { MatchCondition } from './conditions/meet-conditions.ts';
import type { Guards } from './guard/guard-facts.ts';
import type { Rule } from './matches-rules.ts';
import type { LabelSelector } from './matches-selector.ts';
import type { Reading } from './reading.ts';

/** What is known of the webhook itself. */
export interface WebhookFacts {
  readonly mutating: Reading<WebhookConfiguration>;
  readonly validating: Reading<WebhookConfiguration>;
  readonly guards: Guards;
  /** What the configurations call; undefined where none does, or where they name a URL. */
  readonly service: ServiceReference | undefined;
  readonly deployment: Reading<Deployment>;
  /** Since when API servers must know of enough replicas that are ready; ISO 8601. */
  readonly readySince?: string | undefined;
  readonly slices: Reading<readonly EndpointSlice[]>;
  /** PEM: what it serves with, as far as that is in the Secret. */
  readonly chain: Reading<string>;
  /** Where others write the Secret that the webhook would write. */
  readonly foreignSecret: ForeignSecret | undefined;
}

export interface ForeignSecret {
  /** With its namespace. */
  readonly name: string;
  /** In words. */
  readonly owner: string;
}

/** A mutating or a validating one. */
export interface WebhookConfiguration {
  readonly webhooks?: readonly Webhook[] | null;
}

export interface Webhook {
  readonly name: string;
  readonly clientConfig: { readonly service?: ServiceReference; readonly caBundle?: string };
  readonly failurePolicy?: string;
  readonly namespaceSelector?: LabelSelector | null;
  readonly objectSelector?: LabelSelector | null;
  readonly matchConditions?: readonly MatchCondition[] | null;
  readonly rules?: readonly Rule[] | null;
}

export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
}

export interface Deployment {
  readonly spec: { readonly replicas?: number; readonly template?: { readonly spec?: PodSpec } };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly conditions?: readonly Condition[] | null;
  };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime?: string | null | undefined;
}

export interface EndpointSlice {
  readonly endpoints?: readonly Endpoint[] | null;
}

interface Endpoint {
  readonly addresses?: readonly string[] | null;
  readonly conditions?: { readonly ready?: boolean | null } | null;
  readonly targetRef?: { readonly uid?: string } | null;
}

export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly volumes?: readonly Volume[];
}

export interface Container {
  readonly args?: readonly string[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Volume {
  readonly name: string;
  readonly secret?: {
    readonly secretName?: string;
    readonly items?: readonly { readonly key: string; readonly path: string }[];
  };
}
