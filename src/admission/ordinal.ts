/**
 * The ordinal in the name of a pod of StatefulSet `set`: 2 for pod `web-2` of `web`. Undefined when the
 * name is anything else. Only canonical digits count, since that is all that the StatefulSet controller
 * writes: `web-02` and `web--1` are some other pod's names.
 */
export function findOrdinal(pod: string, set: string): number | undefined {
  const prefix = `${set}-`;
  if (!pod.startsWith(prefix)) return undefined;
  const digits = pod.slice(prefix.length);
  if (!/^(0|[1-9][0-9]{0,9})$/.test(digits)) return undefined;
  const ordinal = Number(digits);
  return ordinal <= MAX_ORDINAL ? ordinal : undefined;
}

/** Ordinals are an int32 in the API (spec.ordinals.start, spec.replicas). */
export const MAX_ORDINAL = 2 ** 31 - 1;
