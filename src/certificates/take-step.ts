import { X509Certificate } from 'node:crypto';
import { AUTHORITY_NAME } from './authority-name.ts';
import type { Step } from './decide-step.ts';
import type { Holdings, Pair } from './holdings.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { CertificateAndKey } from './sign-certificate.ts';
import { isValidAt } from './trust.ts';
import { validFor } from './validity.ts';

/**
 * Makes what a step asks for: what the Secret is to hold next. What makes certificates is loaded only then: most
 * replicas find some, and spare its 4 MB.
 *
 * @throws Error about a host name that no certificate can be for.
 */
export async function takeStep(
  holdings: Holdings,
  step: Step,
  { names, now, caDays, certDays }: Lifetimes & { readonly names: readonly string[]; readonly now: Date },
): Promise<Holdings> {
  const next = { ...holdings, retired: listRetired(holdings, now) };
  switch (step.kind) {
    case 'make-authority': {
      const { makeAuthority } = await import('./make-authority.ts');
      const made = await makeAuthority({ commonName: AUTHORITY_NAME, ...validFor(now, caDays) });
      const signer = toPair(made);
      return { ...next, signer, authorities: [signer.certificate, ...step.keep] };
    }
    case 'issue-serving': {
      const { issueServingCertificate } = await import('./issue-serving-certificate.ts');
      const issued = await issueServingCertificate(toPem(step.signer), { names, ...validFor(now, certDays) });
      const former = holdings.serving === undefined ? [] : [holdings.serving.certificate];
      const retired = [...former, ...holdings.retired]
        .filter(one => isValidAt(one, now))
        .slice(0, MAX_RETIRED);
      return { ...next, serving: { ...toPair(issued), chain: issued.certificate }, retired };
    }
    case 'drop':
      return { ...next, authorities: step.keep };
  }
}

function listRetired({ retired }: Holdings, now: Date): X509Certificate[] {
  return retired.filter(one => isValidAt(one, now));
}

/** A certificate is renewed after two thirds of its life: in earnest there is one former one that is valid. */
const MAX_RETIRED = 8;

function toPair({ certificate, privateKey }: CertificateAndKey): Pair {
  return { certificate: new X509Certificate(certificate), privateKey };
}

function toPem({ certificate, privateKey }: Pair): CertificateAndKey {
  return { certificate: certificate.toString(), privateKey };
}
