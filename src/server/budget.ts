/**
 * How long an admission may take, in milliseconds: what the API server says in the query (`?timeout=5s`,
 * a Go duration in whole seconds) less what the way back needs.
 */
export function parseBudget(timeout = ''): number {
  const seconds = TIMEOUT.test(timeout) ? Math.max(Number.parseInt(timeout, 10), 1) : DEFAULT_SECONDS;
  return seconds * 1_000 - MARGIN;
}

/** What counts of a call's query: milliseconds as of `parseBudget`. */
export type Query = Readonly<Record<'budget', number>>;

/**
 * Makes a reader of queries. An API server asks with the same one each time, so the last is remembered: to read it anew
 * would take a hundredth of the time of a small review.
 */
export function makeQueryReader(): (text: string) => Query {
  let last: { readonly text: string; readonly query: Query } | undefined;
  return text => {
    if (last?.text !== text) {
      const timeout = new URLSearchParams(text).get('timeout') ?? undefined;
      last = { text, query: { budget: parseBudget(timeout) } };
    }
    return last.query;
  };
}

const TIMEOUT = /^[0-9]{1,2}s$/;

/** What the API itself assumes where a webhook configuration gives no timeout. */
const DEFAULT_SECONDS = 10;

/** Milliseconds. */
const MARGIN = 500;
