import type { EndpointSlice } from './webhook-facts.ts';

/**
 * How many endpoints of a Service are ready. By the API one may be in several slices (of each address family, and while slices
 * are rewritten), and counts as ready where nothing is said.
 */
export function countEndpoints(slices: readonly EndpointSlice[]): number {
  const ready = slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false);
  return new Set(ready.map(({ targetRef, addresses }) => targetRef?.uid ?? addresses?.[0])).size;
}
