#!/usr/bin/env bash
# A certificate signed by node-forge names another issuer than the CA that it was told to copy
#
# Version: node-forge 1.4.3, OpenSSL in Node.js 26.10.0
# Guess: `certificate.setIssuer(ca.subject.attributes)`, with `ca` parsed from PEM, copies the name of the CA. It is
#   the usual way, and works for most CAs.
# Behaviour: the parsed attributes lose their structure: a name of one part with two attributes (`O=a+CN=b`) comes out
#   as two parts, and a UTF8String that is not ASCII is encoded a second time. Both are other names, and the
#   certificate chains to no CA, in OpenSSL or in Go.
# Seen: the ASCII name is issued; the other two are not, and their issuers read `CN=b, O=a` and `CN=ZÃ¼rich`.
# Matters: signing with a CA that another program created. Compare the issuer after signing (checkIssued), before it
#   is deployed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

echo '{"private": true, "allowScripts": {"node": true}}' >package.json
cat >issue.mjs <<'JS'
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = forge.pki.publicKeyFromPem(pair.publicKey.export({ type: 'spki', format: 'pem' }));
const privateKey = forge.pki.privateKeyFromPem(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const { asn1 } = forge;
const { SEQUENCE, SET, OID, UTF8 } = asn1.Type;
const node = (type, value) => asn1.create(asn1.Class.UNIVERSAL, type, typeof value !== 'string', value);
const attribute = (name, text) =>
  node(SEQUENCE, [node(OID, asn1.oidToDer(forge.pki.oids[name]).getBytes()), node(UTF8, forge.util.encodeUtf8(text))]);

function sign(fill) {
  const certificate = forge.pki.createCertificate();
  certificate.serialNumber = '01';
  certificate.publicKey = publicKey;
  certificate.validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2126-01-01') };
  fill(certificate);
  certificate.sign(privateKey, forge.md.sha256.create());
  return certificate;
}

/** A CA with any name: it is written over the one of a certificate that node-forge has made. */
function makeAuthority(parts) {
  const tree = forge.pki.certificateToAsn1(
    sign(certificate => certificate.setExtensions([{ name: 'basicConstraints', cA: true }])),
  );
  const name = node(SEQUENCE, parts.map(part => node(SET, part)));
  const [contents] = tree.value;
  contents.value[3] = contents.value[5] = name;
  const digest = forge.md.sha256.create().update(asn1.toDer(contents).getBytes());
  tree.value[2] = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.BITSTRING, false, `\0${privateKey.sign(digest)}`);
  return Buffer.from(asn1.toDer(tree).getBytes(), 'binary');
}

for (const parts of [
  [[attribute('organizationName', 'a')], [attribute('commonName', 'b')]],
  [[attribute('organizationName', 'a'), attribute('commonName', 'b')]],
  [[attribute('commonName', 'Zürich')]],
]) {
  const authority = new X509Certificate(makeAuthority(parts));
  const parsed = forge.pki.certificateFromPem(authority.toString());
  const leaf = new X509Certificate(
    forge.pki.certificateToPem(sign(certificate => certificate.setIssuer(parsed.subject.attributes))),
  );
  const show = name => name.replaceAll('\n', ', ');
  console.log(`CA ${show(authority.subject)}; issuer ${show(leaf.issuer)}; issued: ${leaf.checkIssued(authority)}`);
}
JS
npm install --save-exact node@26.10.0 node-forge@1.4.3 >install.log 2>&1 || { cat install.log; exit 1; }
node_modules/.bin/node issue.mjs >out

diff -u - out <<'SEEN'
CA O=a, CN=b; issuer O=a, CN=b; issued: true
CA O=a + CN=b; issuer O=a, CN=b; issued: false
CA CN=Zürich; issuer CN=ZÃ¼rich; issued: false
SEEN
