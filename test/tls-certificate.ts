import { issueServingCertificate } from '../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../src/certificates/make-authority.ts';
import { validFor } from '../src/certificates/validity.ts';

/** A serving certificate for localhost and 127.0.0.1, and the CA to trust it by. */
export interface TestCertificate {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export async function makeTestCertificate(): Promise<TestCertificate> {
  const validity = validFor(new Date(), 1);
  const authority = await makeAuthority({ commonName: 'test', ...validity });
  const { certificate, privateKey } = await issueServingCertificate(authority, {
    names: ['localhost', '127.0.0.1'],
    ...validity,
  });
  return { ca: authority.certificate, cert: certificate, key: privateKey };
}
