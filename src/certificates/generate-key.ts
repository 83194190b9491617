import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

export interface PemKeyPair {
  /** PEM, SubjectPublicKeyInfo. */
  readonly publicKey: string;
  /** PEM, PKCS#8, not encrypted. */
  readonly privateKey: string;
}

/**
 * A new RSA key of 2,048 bits. RSA, because node-forge can neither sign with an elliptic curve key nor
 * put one into a certificate; from node:crypto, because node-forge finds its primes in JavaScript, on
 * the thread that answers requests.
 */
export function generateKey(): Promise<PemKeyPair> {
  return generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

const generate = promisify(generateKeyPair);
