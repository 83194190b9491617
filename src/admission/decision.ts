import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { boundMessage } from '../bounds/bound-message.ts';
import { boundWarnings } from '../bounds/bound-warnings.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import type { PatchOperation } from './pod-draft.ts';
import { Reason } from './reason.ts';

/** What is to happen to an object that is to be created. */
export type Decision = Allowance | Mount | Denial;

/** It is created as it came. */
export interface Allowance {
  readonly outcome: 'allow';
  readonly reason: Reason;
  /** Shown to whoever created it. */
  readonly warnings: readonly string[];
}

/** The pod is created with its configuration. */
export interface Mount {
  readonly outcome: 'mount';
  readonly reason: typeof Reason.mounted;
  /** The name of the StatefulSet. */
  readonly set: string;
  readonly configuration: PodConfiguration;
  /** Empty when the pod has everything already (a second call for the same pod). */
  readonly operations: readonly PatchOperation[];
  /** Shown to whoever created it. */
  readonly warnings: readonly string[];
}

/** It is not created. */
export interface Denial {
  readonly outcome: 'deny';
  readonly reason: Reason;
  /** An HTTP status code: 4xx until a person changes something, 503 when trying again may help. */
  readonly code: number;
  readonly message: string;
  /** What is wrong with the annotation, each by itself; the message has them all. */
  readonly mistakes?: readonly Mistake[];
  /** Whether all of that may be so only because a label has a guessed value. */
  readonly guessed?: true;
  /** Whether it is not known if the pod is to be configured: the call fails, and `failurePolicy` says what comes of the pod. */
  readonly undecided?: true;
}

export interface Mistake {
  readonly message: string;
  /** Where in the annotation's text, in UTF-16 units, if it is about a place there. */
  readonly at?: number;
}

/** Its warnings are bounded here, the first ones being the most important. */
export function allow(reason: Reason, ...warnings: readonly string[]): Allowance {
  return { outcome: 'allow', reason, warnings: boundWarnings(warnings, prefixOf(reason).length) };
}

export function mount(
  set: string,
  configuration: PodConfiguration,
  operations: Mount['operations'],
  warnings: readonly string[] = [],
): Mount {
  const bounded = boundWarnings(warnings, prefixOf(Reason.mounted).length);
  return { outcome: 'mount', reason: Reason.mounted, set, configuration, operations, warnings: bounded };
}

/** Its message is escaped and bounded here, so that all who show it show the same. */
export function deny(reason: Reason, message: string, mistakes?: readonly Mistake[]): Denial {
  const bounded = boundMessage(message, MAX_MESSAGE_LENGTH - prefixOf(reason).length);
  const more = mistakes === undefined ? {} : { mistakes };
  return { outcome: 'deny', reason, code: CODES[reason] ?? 422, message: bounded, ...more };
}

/** What goes in front of each text in the answer. */
export function prefixOf(reason: Reason): string {
  return `per-pod-config: ${reason}: `;
}

/**
 * Without `details.retryAfterSeconds`, upon which clients repeat the request by themselves: the StatefulSet controller has five
 * workers, and each would wait for that while it could create the pods of other sets. docs/waiting.md has the measurement.
 */
const CODES: Partial<Record<Reason, number>> = {
  [Reason.lookupFailed]: 503,
  [Reason.surplus]: 503,
  [Reason.invalidReview]: 400,
  [Reason.internalError]: 500,
};
