import { Counter, Gauge, type Registry } from 'prom-client';

export interface CertificateMetrics {
  expires(certificate: 'ca' | 'serving', at: Date): void;
  /** All was looked after, without a failure. */
  reconciled(at: Date): void;
  /** A caBundle that somebody else had changed was put right. */
  repaired(): void;
  /** Whether another owner writes the Secret. */
  foreign(isForeign: boolean): void;
}

export function makeCertificateMetrics(registry: Registry): CertificateMetrics {
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
  const foreign = new Gauge({
    name: 'per_pod_config_certificate_secret_foreign',
    help: 'Whether another owner, such as cert-manager, writes the Secret of the certificates, and this replica leaves it alone: 1, or else 0.',
    registers: [registry],
  });
  return {
    expires: (certificate, at) => expiry.set({ certificate }, at.getTime() / 1_000),
    reconciled: at => reconciled.set(at.getTime() / 1_000),
    repaired: () => repairs.inc(),
    foreign: isForeign => foreign.set(isForeign ? 1 : 0),
  };
}
