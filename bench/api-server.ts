// An API server that has one StatefulSet, annotated on its own metadata. Called with the files of a certificate
// and its key, and the annotation; says its port in a line.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { OWNER } from './make-pod.ts';

const [certFile = '', keyFile = '', annotation = ''] = process.argv.slice(2);
const { apiVersion, kind, ...names } = OWNER;
const metadata = { ...names, namespace: 'prod', annotations: { 'per-pod-config': annotation } };
const spec = { replicas: 16, serviceName: 'web' };
const body = Buffer.from(JSON.stringify({ apiVersion, kind, metadata, spec }));
const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) });
server.on('request', (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
