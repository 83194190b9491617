import type { Logger } from 'pino';
import type { CertificateEvent } from '../certificates/certificate-event.ts';
import type { CertificateMetrics } from '../server/certificate-metrics.ts';

/** Tells the log, in one line, and the metrics what happens to certificates. */
export function reportCertificates(
  log: Logger,
  metrics: CertificateMetrics,
): (event: CertificateEvent) => void {
  return happening => {
    const { event, ...fields } = happening;
    const line = LINES[event];
    if (line !== undefined) log[line.level](fields, line.text);
    count(metrics, happening);
  };
}

interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

/** A round in which nothing happened is no line. */
const LINES: Readonly<Record<CertificateEvent['event'], Line | undefined>> = {
  'authority-made': { level: 'info', text: 'made a certificate authority' },
  'certificate-issued': { level: 'info', text: 'issued a serving certificate' },
  'authority-dropped': { level: 'info', text: 'dropped a former certificate authority' },
  'ca-bundle-published': { level: 'info', text: 'published caBundle' },
  'ca-bundle-repaired': { level: 'warn', text: 'repaired caBundle: somebody else had changed it' },
  'certificate-served': { level: 'info', text: 'serving with a new certificate' },
  'secret-unusable': { level: 'warn', text: 'the Secret holds something that cannot be used' },
  'secret-foreign': {
    level: 'warn',
    text:
      'another owner writes the Secret: it is left alone, and served with; to have the webhook manage its certificates, ' +
      'delete that owner, then the Secret, or name another one with --certificate-secret and in the Role',
  },
  'secret-own': {
    level: 'info',
    text: 'the Secret has no other owner any more: certificates are managed again',
  },
  'clock-off': {
    level: 'warn',
    text: 'the clock of this node is wrong: certificates are dated by the API server',
  },
  failed: {
    level: 'error',
    text: 'certificates cannot be looked after; serving on with those that are there',
  },
  recovered: { level: 'info', text: 'certificates are looked after again' },
  reconciled: undefined,
};

function count(metrics: CertificateMetrics, event: CertificateEvent): void {
  if (event.event === 'ca-bundle-repaired') metrics.repaired();
  if (event.event === 'secret-foreign') metrics.foreign(true);
  if (event.event === 'secret-own') metrics.foreign(false);
  if (event.event !== 'reconciled') return;
  metrics.reconciled(event.at);
  if (event.authorityNotAfter !== undefined) metrics.expires('ca', event.authorityNotAfter);
  if (event.servingNotAfter !== undefined) metrics.expires('serving', event.servingNotAfter);
}
