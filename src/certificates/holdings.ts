import type { X509Certificate } from 'node:crypto';

/** A certificate with the private key that belongs to it. */
export interface Pair {
  readonly certificate: X509Certificate;
  /** PEM. */
  readonly privateKey: string;
}

/** A pair to serve with. */
export interface ServingPair extends Pair {
  /** PEM: the certificate, then what else leads to its authority, if anything. */
  readonly chain: string;
}

/** What the replicas share, in one Secret. */
export interface Holdings {
  /** The authority that signs. Undefined as long as there is none whose key is there. */
  readonly signer: Pair | undefined;
  /** What clients are to trust, the signer among it: the very contents of caBundle. */
  readonly authorities: readonly X509Certificate[];
  /** What every replica serves with. */
  readonly serving: ServingPair | undefined;
  /** Former serving certificates: a replica that has not heard of the present one may serve with one still. */
  readonly retired: readonly X509Certificate[];
}

export const NOTHING: Holdings = { signer: undefined, authorities: [], serving: undefined, retired: [] };
