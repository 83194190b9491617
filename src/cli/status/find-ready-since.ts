import { type Reading, UNKNOWN } from '../../status/reading.ts';
import type { Deployment } from '../../status/webhook-facts.ts';

/** Since when API servers must know of enough replicas that are ready; ISO 8601. Undefined where they are not, or that is not known. */
export function findReadySince(deployment: Reading<Deployment>): string | undefined {
  if (deployment === undefined || deployment === UNKNOWN) return undefined;
  const available = deployment.status?.conditions?.find(({ type }) => type === 'Available');
  const since = Date.parse(available?.lastTransitionTime ?? '');
  if (available?.status !== 'True' || Number.isNaN(since)) return undefined;
  return new Date(since + NEWS).toISOString();
}

/** How long they may take to hear of it. Milliseconds. */
const NEWS = 30_000;
