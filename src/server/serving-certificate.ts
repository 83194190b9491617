import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';

/** Where certificate and key are: PEM files, the certificate first in its file, then what else leads to the CA. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface ServingCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Reads certificate and key and makes sure that a server can serve with them.
 *
 * @throws Error naming the flag and the file.
 */
export async function readServingCertificate({
  certFile,
  keyFile,
}: CertificateFiles): Promise<ServingCertificate> {
  const cert = await read('--tls-cert-file', certFile);
  const key = await read('--tls-private-key-file', keyFile);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new Error(
      `--tls-cert-file ${certFile} and --tls-private-key-file ${keyFile}: expected a PEM certificate and the PEM ` +
        `private key that belongs to it, got: ${(error as Error).message}`,
      { cause: error },
    );
  }
  return { cert, key };
}

async function read(flag: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`${flag}: cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** What happens when the files change. */
export interface CertificateListener {
  onChange(certificate: ServingCertificate): void;
  /** The files are not a pair (yet): the former certificate stays. Told once for each new complaint. */
  onError(error: Error): void;
}

/**
 * Reads the files again every `interval` milliseconds and tells of changes, until the function that it
 * gives is called. Reading by name sees what a file watch misses: the kubelet and cert-manager swap a
 * symbolic link some folders up.
 */
export function followServingCertificate(
  files: CertificateFiles,
  first: ServingCertificate,
  interval: number,
  listener: CertificateListener,
): () => void {
  let current = first;
  let complaint = '';
  const look = async () => {
    try {
      const next = await readServingCertificate(files);
      complaint = '';
      if (next.cert === current.cert && next.key === current.key) return;
      current = next;
      listener.onChange(next);
    } catch (error) {
      if ((error as Error).message === complaint) return;
      complaint = (error as Error).message;
      listener.onError(error as Error);
    }
  };
  const timer = setInterval(look, interval);
  return () => clearInterval(timer);
}
