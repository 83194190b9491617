import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Admission } from './webhook-app.ts';

export interface Metrics {
  readonly registry: Registry;
  count(admission: Admission): void;
  readonly certificates: CertificateMetrics;
}

export interface CertificateMetrics {
  expires(certificate: 'ca' | 'serving', at: Date): void;
  /** All was looked after, without a failure. */
  reconciled(at: Date): void;
  /** A caBundle that somebody else had changed was put right. */
  repaired(): void;
}

/** Makes the metrics, with a registry of their own. Labels never hold names of a user's objects. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { registry, count: makeCount(registry), certificates: makeCertificateMetrics(registry) };
}

function makeCount(registry: Registry): Metrics['count'] {
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
  return ({ decision: { outcome, reason }, milliseconds }) => {
    total.inc({ outcome, reason });
    duration.observe({ outcome }, milliseconds / 1_000);
  };
}

function makeCertificateMetrics(registry: Registry): CertificateMetrics {
  const expiry = new Gauge({
    name: 'per_pod_config_certificate_expiry_timestamp_seconds',
    help: 'When the certificate ends: that of the authority that signs (ca), and the one for serving.',
    labelNames: ['certificate'] as const,
    registers: [registry],
  });
  const reconciled = new Gauge({
    name: 'per_pod_config_certificates_reconciled_timestamp_seconds',
    help: 'When this replica last found, or made, Secret, certificates and caBundle as they should be.',
    registers: [registry],
  });
  const repairs = new Counter({
    name: 'per_pod_config_ca_bundle_repairs_total',
    help: 'How often this replica put a caBundle right that somebody else had changed.',
    registers: [registry],
  });
  return {
    expires: (certificate, at) => expiry.set({ certificate }, at.getTime() / 1_000),
    reconciled: at => reconciled.set(at.getTime() / 1_000),
    repaired: () => repairs.inc(),
  };
}
