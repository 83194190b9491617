import { X509Certificate } from 'node:crypto';
import type { Logger } from 'pino';
import { CertificateManager } from '../certificates/certificate-manager.ts';
import { keepReconciled } from '../certificates/keep-reconciled.ts';
import type { Lifetimes } from '../certificates/lifetimes.ts';
import type { Place } from '../certificates/observe.ts';
import type { ApiConnection } from '../cluster/api-connection.ts';
import { ApiObjects } from '../cluster/api-objects.ts';
import type { CertificateMetrics } from '../server/certificate-metrics.ts';
import {
  type CertificateFiles,
  followServingCertificate,
  readServingCertificate,
  type ServingCertificate,
} from '../server/serving-certificate.ts';
import { reportCertificates } from './report-certificates.ts';

/** Where the serving certificate comes from. */
export interface CertificateSource {
  /** Why the API server would not accept the one that is served with; undefined when it does. */
  findUnreadiness(): string | undefined;
  /** Ends looking after it; what is served stays. */
  close(): void;
}

/** Whom a source tells. */
export interface CertificateUse {
  /** Told of the first certificate to serve with, and of each later one. */
  readonly serve: (certificate: ServingCertificate) => void;
  readonly log: Logger;
  readonly metrics: CertificateMetrics;
}

/**
 * Serves with files that somebody else looks after, and reads them again when they change.
 *
 * @throws Error naming the flag and the file.
 */
export async function openCertificateFiles(
  files: CertificateFiles,
  { serve, log, metrics }: CertificateUse,
): Promise<CertificateSource> {
  const use = (certificate: ServingCertificate) => {
    metrics.expires('serving', new X509Certificate(certificate.cert).validToDate);
    serve(certificate);
  };
  const first = await readServingCertificate(files);
  use(first);
  const close = followServingCertificate(files, first, FILES_INTERVAL, {
    onChange(next) {
      use(next);
      log.info({ file: files.certFile }, 'serving with the new certificate');
    },
    onError: ({ message }) => log.error({ message }, 'serving with the former certificate'),
  });
  return { findUnreadiness: () => undefined, close };
}

/** Milliseconds. */
const FILES_INTERVAL = 1_000;

/** Looks after certificates itself, together with all other replicas. */
export function manageCertificates(
  connection: ApiConnection,
  place: Place,
  lifetimes: Lifetimes,
  { serve, log, metrics }: CertificateUse,
): CertificateSource {
  const closed = new AbortController();
  const report = reportCertificates(log, metrics);
  const manager = new CertificateManager({
    api: new ApiObjects(connection),
    place,
    lifetimes,
    clock: { now: () => new Date(), monotonic: () => performance.now() },
    serve,
    report,
  });
  void keepReconciled(signal => manager.reconcile(signal), report, RECONCILE_INTERVAL, closed.signal);
  return { findUnreadiness: () => manager.findUnreadiness(), close: () => closed.abort() };
}

/** Milliseconds. Three small GETs a round; a caBundle that was reset is put right as soon as this. */
const RECONCILE_INTERVAL = 2_000;
