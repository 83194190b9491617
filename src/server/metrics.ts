import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Admission } from './webhook-app.ts';

export interface Metrics {
  readonly registry: Registry;
  count(admission: Admission): void;
}

/** Makes the metrics, with a registry of their own. Labels never hold names of a user's objects. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const total = new Counter({
    name: 'per_pod_config_admissions_total',
    help: 'Admissions decided, by outcome (allow, mount, deny) and reason.',
    labelNames: ['outcome', 'reason'] as const,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'per_pod_config_admission_duration_seconds',
    help: 'Time from the parsed request to the decision, look-up of the StatefulSet included.',
    labelNames: ['outcome'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    count({ decision: { outcome, reason }, milliseconds }) {
      total.inc({ outcome, reason });
      duration.observe({ outcome }, milliseconds / 1_000);
    },
  };
}
