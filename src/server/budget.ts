/**
 * How long an admission may take, in milliseconds: what the API server says in the query (`?timeout=5s`,
 * a Go duration in whole seconds) less what the way back needs.
 */
export function parseBudget(timeout = ''): number {
  const seconds = TIMEOUT.test(timeout) ? Math.max(Number.parseInt(timeout, 10), 1) : DEFAULT_SECONDS;
  return seconds * 1_000 - MARGIN;
}

const TIMEOUT = /^[0-9]{1,2}s$/;

/** What the API itself assumes where a webhook configuration gives no timeout. */
const DEFAULT_SECONDS = 10;

/** Milliseconds. */
const MARGIN = 500;
