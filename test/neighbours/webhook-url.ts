import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { makeCertificates } from '../e2e/installation.ts';

/** A folder with ca.crt, tls.crt and tls.key for a server on 127.0.0.1. */
export async function makeLocalCertificates(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'neighbour-tls-'));
  await makeCertificates(folder, '127.0.0.1');
  return folder;
}

/** The manifests of a neighbour, but its webhooks listen on a port of 127.0.0.1, and not behind a Service. */
export async function pointToPort(manifests: string, port: number, certificates: string): Promise<string> {
  const caBundle = (await readFile(join(certificates, 'ca.crt'))).toString('base64');
  const objects = parseAllDocuments(manifests).map(document => document.toJS());
  for (const webhook of objects.flatMap(({ webhooks = [] }) => webhooks)) {
    const url = `https://127.0.0.1:${port}${webhook.clientConfig.service.path}`;
    webhook.clientConfig = { url, caBundle };
  }
  return objects.map(object => stringify(object)).join('---\n');
}
