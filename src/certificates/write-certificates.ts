import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { AUTHORITY_NAME } from './authority-name.ts';
import { issueServingCertificate } from './issue-serving-certificate.ts';
import { makeAuthority } from './make-authority.ts';
import { parseServingNames } from './serving-names.ts';
import { validFor } from './validity.ts';
import { writeAllOrNone } from './write-all-or-none.ts';

export interface WriteCertificatesRequest {
  /** DNS names and IP addresses under which clients reach the server. */
  readonly names: readonly string[];
  readonly now: Date;
  /** Lifetime of both certificates, from `now` on. */
  readonly days: number;
}

export interface WrittenCertificates {
  /** The paths of ca.crt, tls.crt and tls.key. */
  readonly files: readonly string[];
  readonly notAfter: Date;
}

/**
 * Writes a new certificate authority (ca.crt) and a serving certificate of it (tls.crt, without the
 * authority, and tls.key, mode 0600) into `directory`, which is made if it is not there. The names are
 * those of a Secret of type kubernetes.io/tls. Either all files are written or none.
 *
 * The authority's private key is not written: nothing signs with it again, as a renewal makes a new
 * authority. A key that is kept nowhere cannot be stolen.
 *
 * @throws Error if one of the files is there already (it is left alone), a name is invalid, or the
 * directory cannot be written.
 */
export async function writeCertificates(
  directory: string,
  { names, now, days }: WriteCertificatesRequest,
): Promise<WrittenCertificates> {
  parseServingNames(names);
  const validity = validFor(now, days);
  await refuseExisting(directory);
  const authority = await makeAuthority({ commonName: AUTHORITY_NAME, ...validity });
  const serving = await issueServingCertificate(authority, { names, ...validity });
  await writeAllOrNone(directory, [
    { name: 'tls.key', content: serving.privateKey, mode: 0o600 },
    { name: 'tls.crt', content: serving.certificate, mode: 0o644 },
    { name: 'ca.crt', content: authority.certificate, mode: 0o644 },
  ]).catch(error => {
    throw new Error(`the certificates could not be written to ${directory}: ${reason(error)}`, {
      cause: error,
    });
  });
  return { files: FILE_NAMES.map(name => join(directory, name)), notAfter: validity.notAfter };
}

const FILE_NAMES = ['ca.crt', 'tls.crt', 'tls.key'];

/** Somebody may be serving with these files: overwriting them would cut off every client that has their
 * ca.crt. */
async function refuseExisting(directory: string): Promise<void> {
  const present = await Promise.all(
    FILE_NAMES.map(name =>
      lstat(join(directory, name)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  const existing = present.flat();
  if (existing.length > 0) {
    throw new Error(
      `expected no certificates in ${directory}, found ${existing.join(', ')}: ` +
        'nothing was changed; remove what is there, or name another directory',
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
