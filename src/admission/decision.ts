import type { AddOperation } from 'fast-json-patch';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { Reason } from './reason.ts';

/** What is to happen to a pod. */
export type Decision = Skip | Mount | Denial;

/** The pod is created as it came. */
export interface Skip {
  readonly outcome: 'skip';
  readonly reason: Reason;
  /** Shown to whoever created the pod. */
  readonly warning?: string;
}

/** The pod is created with its configuration. */
export interface Mount {
  readonly outcome: 'mount';
  readonly reason: typeof Reason.mounted;
  readonly configuration: PodConfiguration;
  /** Empty when the pod has everything already (a second call for the same pod). */
  readonly operations: readonly AddOperation<unknown>[];
}

/** The pod is not created. */
export interface Denial {
  readonly outcome: 'deny';
  readonly reason: Reason;
  /** An HTTP status code: 4xx until a person changes something, 503 when trying again may help. */
  readonly code: number;
  readonly message: string;
}

export function skip(reason: Reason, warning?: string): Skip {
  return warning === undefined ? { outcome: 'skip', reason } : { outcome: 'skip', reason, warning };
}

export function mount(configuration: PodConfiguration, operations: Mount['operations']): Mount {
  return { outcome: 'mount', reason: Reason.mounted, configuration, operations };
}

export function deny(reason: Reason, message: string): Denial {
  return {
    outcome: 'deny',
    reason,
    code: CODES[reason] ?? 422,
    message: `per-pod-config: ${reason}: ${message}`,
  };
}

const CODES: Partial<Record<Reason, number>> = {
  [Reason.lookupFailed]: 503,
  [Reason.invalidReview]: 400,
  [Reason.internalError]: 500,
};
