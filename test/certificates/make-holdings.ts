import { X509Certificate } from 'node:crypto';
import { AUTHORITY_NAME } from '../../src/certificates/authority-name.ts';
import type { Pair, ServingPair } from '../../src/certificates/holdings.ts';
import { issueServingCertificate } from '../../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../../src/certificates/make-authority.ts';
import { validFor } from '../../src/certificates/validity.ts';

export async function makeSigner(now: Date, days: number, commonName = AUTHORITY_NAME): Promise<Pair> {
  const made = await makeAuthority({ commonName, ...validFor(now, days) });
  return { certificate: new X509Certificate(made.certificate), privateKey: made.privateKey };
}

export async function makeServing(
  { certificate, privateKey }: Pair,
  names: readonly string[],
  now: Date,
  days: number,
): Promise<ServingPair> {
  const authority = { certificate: certificate.toString(), privateKey };
  const issued = await issueServingCertificate(authority, { names, ...validFor(now, days) });
  return {
    certificate: new X509Certificate(issued.certificate),
    privateKey: issued.privateKey,
    chain: issued.certificate,
  };
}
