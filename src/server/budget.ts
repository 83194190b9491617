/**
 * How long an admission may take, in milliseconds: what the API server says in the query (`?timeout=5s`,
 * a Go duration in whole seconds) less what the way back needs.
 */
export function parseBudget(timeout: string | undefined): number {
  const seconds = /^([0-9]{1,2})s$/.exec(timeout ?? '')?.[1];
  return (seconds === undefined ? DEFAULT_SECONDS : Math.max(Number(seconds), 1)) * 1_000 - MARGIN;
}

/** What the API itself assumes where a webhook configuration gives no timeout. */
const DEFAULT_SECONDS = 10;

/** Milliseconds. */
const MARGIN = 500;
