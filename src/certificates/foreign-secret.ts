import type { X509Certificate } from 'node:crypto';
import type { ServingPair } from './holdings.ts';
import { parseUsableCertificates } from './parse-certificates.ts';
import { type ParsedSecret, parseSecret, type SecretData } from './secret-data.ts';

/** What a Secret that another owner writes gives to serve with. */
export interface ForeignSecret {
  readonly serving: ServingPair | undefined;
  /** What its owner says to trust: `ca.crt`, where cert-manager puts the certificate of the issuer. */
  readonly authorities: readonly X509Certificate[];
  readonly complaints: ParsedSecret['complaints'];
}

/** Reads only the keys that its owner writes: a `ca.key` may be left there from when the Secret was the program's own. */
export function parseForeignSecret(data: SecretData): ForeignSecret {
  const pick = (...keys: string[]) => Object.fromEntries(keys.map(key => [key, data[key] ?? '']));
  const { holdings, complaints } = parseSecret(pick('tls.crt', 'tls.key', 'ca.crt'));
  // A certificate that signs itself is its own ca.crt, though it is no authority: not those of the holdings.
  const authorities = parseUsableCertificates(Buffer.from(data['ca.crt'] ?? '', 'base64').toString());
  return { serving: holdings.serving, authorities, complaints };
}
