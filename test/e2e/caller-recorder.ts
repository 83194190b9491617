// Runs in a pod of the test cluster, with nothing but Node.js: no imports of the project.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';

const options = {
  cert: readFileSync('/tls/tls.crt'),
  key: readFileSync('/tls/tls.key'),
  // A client shows its certificate only if it is asked for one.
  requestCert: true,
  rejectUnauthorized: false,
};

createServer(options, async (req, res) => {
  const { apiVersion, kind, request } = JSON.parse(await text(req));
  const { subject } = (req.socket as TLSSocket).getPeerX509Certificate() ?? {};
  const message = JSON.stringify({ headers: Object.keys(req.headers).sort(), certificate: subject ?? null });
  const response = { uid: request.uid, allowed: false, status: { message } };
  res.setHeader('content-type', 'application/json').end(JSON.stringify({ apiVersion, kind, response }));
}).listen(8443);
