import type { CertificateApi } from './certificate-api.ts';
import type { CertificateEvent } from './certificate-event.ts';
import type { Step } from './decide-step.ts';
import type { Holdings, Pair } from './holdings.ts';
import type { Lifetimes } from './lifetimes.ts';
import { type Place, type StoredSecret, secretPath } from './observe.ts';
import { formatSecret } from './secret-data.ts';
import { takeStep } from './take-step.ts';

/** Where a step is written, and who is told. */
export interface StepTarget {
  readonly api: CertificateApi;
  readonly place: Place;
  readonly lifetimes: Lifetimes;
  readonly report: (event: CertificateEvent) => void;
}

/** What a step starts from. */
export interface StepBase {
  readonly holdings: Holdings;
  readonly secret: StoredSecret | undefined;
  readonly names: readonly string[];
  readonly now: Date;
}

/** Takes a step and writes its result. Where there is no Secret, the first half of any step is to make one. */
export async function writeStep(
  { api, place, lifetimes, report }: StepTarget,
  step: Step,
  { holdings, secret, names, now }: StepBase,
  signal: AbortSignal,
): Promise<void> {
  if (secret === undefined) return api.ensure(secretPath(place), newSecret(place), signal);
  const next = await takeStep(holdings, step, { ...lifetimes, names, now });
  const patch = { metadata: { resourceVersion: secret.resourceVersion }, data: formatSecret(next) };
  // Undefined: another replica was faster, and the next look shows what it did.
  if ((await api.merge(secretPath(place), patch, signal)) !== undefined) {
    report(describeStep(step, next, names));
  }
}

function newSecret({ namespace, secretName }: Place): object {
  const labels = {
    'app.kubernetes.io/name': 'per-pod-config',
    'app.kubernetes.io/part-of': 'per-pod-config',
  };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: secretName, namespace, labels } };
}

function describeStep({ kind, reason }: Step, next: Holdings, names: readonly string[]): CertificateEvent {
  switch (kind) {
    case 'make-authority':
      return { event: 'authority-made', reason, notAfter: endOf(next.signer) };
    case 'issue-serving':
      return { event: 'certificate-issued', reason, names, notAfter: endOf(next.serving) };
    case 'drop':
      return { event: 'authority-dropped', reason, left: next.authorities.length };
  }
}

function endOf(pair: Pair | undefined): Date {
  if (pair === undefined) throw new Error('expected the step to have made a certificate');
  return pair.certificate.validToDate;
}
