import type { Series, Span, Target } from './dashboard.ts';

/** What a target of a panel gives. */
export type Ask = (target: Target) => Promise<Series[]>;

/**
 * Asks a Prometheus for what Grafana would ask it for.
 *
 * @throws Error with the expression and what Prometheus says about it.
 */
export function askPrometheus(url: string, { start, end }: Span): Ask {
  return async ({ expr, legendFormat, instant }) => {
    const query = fillIn(expr);
    const [path, times] = instant
      ? ['query', { time: end }]
      : ['query_range', { start, end, step: (end - start) / POINTS }];
    const parameters = Object.entries({ query, ...times }).map(([name, value]) => [name, String(value)]);
    const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const answer = (await response.json()) as Answer;
    if (answer.status !== 'success') throw new Error(`${query}: ${answer.error}`);
    return answer.data.result
      .map(({ metric, value, values = [] }) => ({
        name: legendFormat.replaceAll(/\{\{(\w+)\}\}/g, (_, label) => metric[label] ?? ''),
        points: (value === undefined ? values : [value]).map(([at, text]) => [at, Number(text)] as const),
      }))
      .sort((a, b) => a.name.localeCompare(b.name));
  };
}

interface Answer {
  readonly status: string;
  readonly error: string;
  readonly data: { readonly result: readonly Result[] };
}

interface Result {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

/** In each line. */
const POINTS = 192;

/** Puts values in the place of the dashboard's variables. */
function fillIn(expr: string): string {
  return expr
    .replaceAll('$namespace', 'per-pod-config')
    .replaceAll('$job', 'per-pod-config')
    .replaceAll('$__rate_interval', '1m');
}
