import { createPrivateKey, type X509Certificate } from 'node:crypto';
import type { Holdings, Pair } from './holdings.ts';
import { formatCertificates, parseCertificates } from './parse-certificates.ts';

/** The values of a Secret by their keys, as the API has them: in base64. */
export type SecretData = Readonly<Record<string, string>>;

/** What a Secret holds, and what in it cannot be used. */
export interface ParsedSecret {
  readonly holdings: Holdings;
  /** Each a sentence that names the key. No value is repeated. */
  readonly complaints: readonly string[];
}

/**
 * Reads what the Secret holds. Whatever somebody has put there, it never throws: what cannot be used
 * counts as missing, and is complained about.
 *
 * A Secret that holds no key of its authority is none to complain about: that is how one made by hand
 * (or by version 0.1.0) looks.
 */
export function parseSecret(data: SecretData): ParsedSecret {
  const complaints: string[] = [];
  const complain = (key: string, expectation: string) =>
    complaints.push(`its ${key} is not what it must be: expected ${expectation}`);
  const text = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString();
  const certificates = (key: string, expectation: string) => {
    const found = tryTo(() => parseCertificates(text(key))) ?? [];
    if (found.length === 0 && text(key) !== '') complain(key, expectation);
    return found;
  };

  const authorities = certificates('ca.crt', 'PEM certificates of authorities').filter(({ ca }) => ca);
  const signer = findPair(authorities, text('ca.key'));
  if (signer === undefined && text('ca.key') !== '')
    complain('ca.key', 'the PEM private key of one in ca.crt');
  const [leaf] = certificates('tls.crt', 'a PEM certificate');
  const serving = findPair(leaf === undefined ? [] : [leaf], text('tls.key'));
  if (leaf !== undefined && serving === undefined) complain('tls.key', 'the PEM private key of tls.crt');
  const retired = certificates('retired.crt', 'PEM certificates');
  return {
    holdings: {
      signer,
      authorities,
      serving: serving === undefined ? undefined : { ...serving, chain: text('tls.crt') },
      retired,
    },
    complaints,
  };
}

/** The contents of the Secret; the keys are those of type kubernetes.io/tls, and two of our own. */
export function formatSecret({ signer, authorities, serving, retired }: Holdings): SecretData {
  const texts = {
    'ca.crt': formatCertificates(authorities),
    'ca.key': signer?.privateKey ?? '',
    'tls.crt': serving?.chain ?? '',
    'tls.key': serving?.privateKey ?? '',
    'retired.crt': formatCertificates(retired),
  };
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
}

function findPair(certificates: readonly X509Certificate[], privateKey: string): Pair | undefined {
  const key = tryTo(() => createPrivateKey(privateKey));
  const certificate = certificates.find(one => key !== undefined && one.checkPrivateKey(key));
  return certificate === undefined ? undefined : { certificate, privateKey };
}

function tryTo<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
