import type { X509Certificate } from 'node:crypto';

/** What the common names of authorities begin with that the program makes; a random part follows. */
export const AUTHORITY_NAME = 'per-pod-config CA';

/** Whether the program itself has made an authority. That of the overlay cert-manager has the name alone. */
export function isMadeHere({ subject }: X509Certificate): boolean {
  return new RegExp(`^CN=${AUTHORITY_NAME} [0-9a-f]{8}$`).test(subject);
}
