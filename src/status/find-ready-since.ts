import { type Reading, UNKNOWN } from './reading.ts';
import type { Deployment } from './webhook-facts.ts';

/** Since when enough replicas have been ready, in milliseconds since 1970; undefined where they are not, or that is not known. */
export function findReadySince(deployment: Reading<Deployment>): number | undefined {
  if (deployment === undefined || deployment === UNKNOWN) return undefined;
  const available = deployment.status?.conditions?.find(({ type }) => type === 'Available');
  if (available?.status !== 'True') return undefined;
  const since = Date.parse(available.lastTransitionTime ?? '');
  return Number.isNaN(since) ? undefined : since;
}
