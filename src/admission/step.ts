import type { StatefulSetReference } from './owner.ts';

/** What was found on the way to a decision, in this order. Where the way ends, the decision says why. */
export type Step =
  /** A pod is being created, and it is no mirror pod. */
  | { readonly step: 'creation' }
  /** A StatefulSet is its controller owner. */
  | { readonly step: 'owner'; readonly owner: StatefulSetReference }
  /** There is an annotation: the pod's own, which comes from the template, or its StatefulSet's. */
  | { readonly step: 'annotation'; readonly on: 'template' | 'StatefulSet'; readonly text: string }
  | { readonly step: 'ordinal'; readonly ordinal: number }
  /** The annotation can be read, and its expressions refer to these. */
  | { readonly step: 'parsed'; readonly variables: readonly string[] };

export type TellStep = (step: Step) => void;
