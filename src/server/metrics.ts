import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Decision } from '../admission/decision.ts';
import { Reason } from '../admission/reason.ts';
import { MAX_STEPS } from '../bounds/bounds.ts';
import { type CertificateMetrics, makeCertificateMetrics } from './certificate-metrics.ts';
import type { HealthDependencies } from './health-app.ts';
import type { Load, Overload } from './load.ts';
import type { LookUp } from './look-up-in-time.ts';
import type { Admission } from './webhook-app.ts';

export interface Metrics {
  readonly registry: Registry;
  /** To be called once; the function is that of /readyz, and is asked at every scrape. */
  tellReadiness(findUnreadiness: HealthDependencies['findUnreadiness']): void;
  countAdmission(admission: Admission): void;
  countLookUp(lookUp: LookUp): void;
  countOverload(overload: Overload): void;
  readonly certificates: CertificateMetrics;
}

/** Makes the metrics, with a registry of their own. Labels never hold names of a user's objects. */
export function makeMetrics(version: string, load: Load): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  tellBuild(registry, version);
  tellLoad(registry, load);
  return {
    registry,
    tellReadiness: findUnreadiness => tellReadiness(registry, findUnreadiness),
    countAdmission: makeCountAdmission(registry),
    countLookUp: makeCountLookUp(registry),
    countOverload: makeCountOverload(registry),
    certificates: makeCertificateMetrics(registry),
  };
}

function tellBuild(registry: Registry, version: string): void {
  const build = new Gauge({
    name: 'per_pod_config_build_info',
    help: 'Always 1: the version of per-pod-config, and of the Node.js that it runs on.',
    labelNames: ['version', 'node'] as const,
    registers: [registry],
  });
  build.set({ version, node: process.versions.node }, 1);
}

function tellLoad(registry: Registry, load: Load): void {
  new Gauge({
    name: 'per_pod_config_requests_in_flight',
    help: 'Requests that have been received and not been answered yet.',
    registers: [registry],
    collect() {
      this.set(load.inFlight);
    },
  });
  new Gauge({
    name: 'per_pod_config_request_bytes',
    help: 'Bytes of request bodies that are held in memory, complete or still arriving.',
    registers: [registry],
    collect() {
      this.set(load.bytes);
    },
  });
}

function tellReadiness(registry: Registry, findUnreadiness: HealthDependencies['findUnreadiness']): void {
  new Gauge({
    name: 'per_pod_config_ready',
    help: 'Whether /readyz says that this replica is ready: 1, or else 0, as while it drains.',
    registers: [registry],
    collect() {
      this.set(findUnreadiness() === undefined ? 1 : 0);
    },
  });
}

/** Seconds. An admission without a look-up takes some 0.3 ms, one with it some ms: below that, buckets are narrow. */
const DURATION_BUCKETS = [
  0.00025, 0.0005, 0.00075, 0.001, 0.0015, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  30,
];

/** Steps, up to the most that is allowed. */
const STEP_BUCKETS = [0, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, MAX_STEPS];

/** Counts some admissions at a time: one by one they take several times as long, since each finds the caches cold. */
function makeCountAdmission(registry: Registry): Metrics['countAdmission'] {
  let waiting: Counted[] = [];
  const count = () => {
    const counted = waiting;
    waiting = [];
    for (const { outcome, reason, seconds, stepsTaken } of counted) {
      total.inc({ outcome, reason });
      duration.observe({ outcome }, seconds);
      if (stepsTaken !== undefined) steps.observe(stepsTaken);
    }
  };
  const total = new Counter({
    name: 'per_pod_config_admissions_total',
    help: 'Admissions decided, by outcome (allow, mount, deny) and reason.',
    labelNames: ['outcome', 'reason'] as const,
    registers: [registry],
    collect: count,
  });
  const duration = new Histogram({
    name: 'per_pod_config_admission_duration_seconds',
    help: 'Time from the arrival of the request to the decision, its body and the look-ups included.',
    labelNames: ['outcome'] as const,
    buckets: DURATION_BUCKETS,
    registers: [registry],
    collect: count,
  });
  const steps = new Histogram({
    name: 'per_pod_config_expression_steps',
    help: 'Steps that the expressions of a configured pod can take at most; more than 50,000 are refused.',
    buckets: STEP_BUCKETS,
    registers: [registry],
    collect: count,
  });
  for (const [reason, outcomes] of Object.entries(OUTCOMES)) {
    for (const outcome of outcomes) {
      total.inc({ outcome, reason }, 0);
      duration.zero({ outcome });
    }
  }
  return ({ decision, milliseconds }) => {
    const { outcome, reason } = decision;
    const stepsTaken = outcome === 'mount' ? decision.configuration.steps : undefined;
    waiting.push({ outcome, reason, seconds: milliseconds / 1_000, stepsTaken });
    // When all that can be answered now has been.
    if (waiting.length === BATCH) setImmediate(count);
  };
}

/**
 * The outcomes that go with a reason. They are counted from zero: of a series that begins with 1, `increase`
 * never sees the first. An update that changes nothing of ours is allowed for what its pods are denied for.
 */
const OUTCOMES: Readonly<Record<Reason, readonly Decision['outcome'][]>> = {
  [Reason.notApplicable]: ['allow'],
  [Reason.notOwned]: ['allow'],
  [Reason.notAnnotated]: ['allow'],
  [Reason.ownerGone]: ['allow'],
  [Reason.invalidName]: ['deny', 'allow'],
  [Reason.leftOverStatus]: ['deny', 'allow'],
  [Reason.noOrdinal]: ['deny', 'allow'],
  [Reason.lookupFailed]: ['deny'],
  [Reason.surplus]: ['deny'],
  [Reason.invalidAnnotation]: ['deny', 'allow'],
  [Reason.conflict]: ['deny', 'allow'],
  [Reason.tooLarge]: ['deny', 'allow'],
  [Reason.mounted]: ['mount'],
  [Reason.valid]: ['allow'],
  [Reason.invalidReview]: ['deny'],
  [Reason.internalError]: ['deny'],
};

/** What is kept of an admission until it is counted; nothing of the pod. */
interface Counted {
  readonly outcome: Decision['outcome'];
  readonly reason: Decision['reason'];
  readonly seconds: number;
  readonly stepsTaken: number | undefined;
}

/** Admissions. */
const BATCH = 16;

function makeCountLookUp(registry: Registry): Metrics['countLookUp'] {
  const duration = new Histogram({
    name: 'per_pod_config_lookup_duration_seconds',
    help: 'Time to read a StatefulSet from the API server, by result (found, absent, failed).',
    labelNames: ['result'] as const,
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  const failures = new Counter({
    name: 'per_pod_config_lookup_failures_total',
    help: 'StatefulSets that could not be read, by cause (timeout, refused, unreachable).',
    labelNames: ['cause'] as const,
    registers: [registry],
  });
  for (const result of ['found', 'absent', 'failed'] as const) duration.zero({ result });
  for (const cause of ['timeout', 'refused', 'unreachable'] as const) failures.inc({ cause }, 0);
  return ({ result, milliseconds }) => {
    const read = result === 'found' || result === 'absent';
    duration.observe({ result: read ? result : 'failed' }, milliseconds / 1_000);
    if (!read) failures.inc({ cause: result });
  };
}

function makeCountOverload(registry: Registry): Metrics['countOverload'] {
  const refused = new Counter({
    name: 'per_pod_config_overload_refusals_total',
    help: 'Requests answered with 429 unread, by what there was too much of (requests, bytes, lag).',
    labelNames: ['overload'] as const,
    registers: [registry],
  });
  for (const overload of ['requests', 'bytes', 'lag'] as const) refused.inc({ overload }, 0);
  return overload => refused.inc({ overload });
}
