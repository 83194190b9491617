#!/usr/bin/env bash
# Over HTTP/2, undici sends a header of several values as one value
#
# Version: undici 7.30.2 (its certificate is made by node-forge 1.4.3)
# Guess: `headers: {'impersonate-group': ['a', 'b']}` sends the header twice, as over HTTP/1.1; `allowH2: true` is a
#   matter of speed.
# Behaviour: over HTTP/2 the values are joined with a comma and a blank before they are sent. HTTP allows that for
#   headers that are lists by definition, and the client cannot know which are.
# Seen: the server gets `a` and `b` over 1.1, and `a, b` over 2.0.
# Matters: to an API server, `Impersonate-Group: a, b` is one group with a comma in its name, and not the two that
#   kubectl's `--as-group` would send: the caller has other rights than it asked for. Keep to HTTP/1.1 for such headers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

echo '{"private": true}' >package.json
cat >ask.mjs <<'JS'
import { createSecureServer } from 'node:http2';
import forge from 'node-forge';
import { Agent, request } from 'undici';

const { key, cert } = makeCertificate();
const server = createSecureServer({ key, cert, allowHTTP1: true }, ({ httpVersion, rawHeaders }, response) => {
  const values = rawHeaders.filter((_, index) => rawHeaders[index - 1]?.toLowerCase() === 'impersonate-group');
  response.end(`${httpVersion} ${JSON.stringify(values)}`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
for (const allowH2 of [false, true]) {
  const dispatcher = new Agent({ allowH2, connect: { ca: cert, servername: 'localhost' } });
  const headers = { 'impersonate-group': ['a', 'b'] };
  const { body } = await request(`https://127.0.0.1:${server.address().port}/`, { dispatcher, headers });
  console.log(await body.text());
  await dispatcher.close();
}
server.close();

function makeCertificate() {
  const pair = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = pair.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notAfter = new Date(Date.now() + 3_600_000);
  const name = [{ shortName: 'CN', value: 'localhost' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }]);
  certificate.sign(pair.privateKey, forge.md.sha256.create());
  return { key: forge.pki.privateKeyToPem(pair.privateKey), cert: forge.pki.certificateToPem(certificate) };
}
JS
npm install --save-exact undici@7.30.2 node-forge@1.4.3 >install.log 2>&1 || { cat install.log; exit 1; }
node ask.mjs >out

diff -u - out <<'SEEN'
1.1 ["a","b"]
2.0 ["a, b"]
SEEN
