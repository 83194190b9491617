#!/usr/bin/env bash
# Go and OpenSSL disagree on which spellings of a CA's name make a chain valid
#
# Version: Go 1.26 (crypto/x509: API servers, kubectl), Node.js 26.10.0 (its OpenSSL)
# Guess: a certificate belongs to a CA if its issuer is the CA's subject as RFC 5280, section 7.1, compares names
#   (letter case and the kind of string do not count), and if the CA's key has signed it. All software agrees about
#   that.
# Behaviour: Go compares the bytes of the names. `CA` as PrintableString and as UTF8String are two names to it, and so
#   are `CA` and `ca`; to OpenSSL they are equal. In turn, if a certificate has the CA's name as its own, OpenSSL
#   takes it for self-signed and rejects it; Go checks the signature and accepts it.
# Seen: "other string" and "other case" are accepted by Node.js only, "same name" by Go only.
# Matters: issuing certificates by hand. `openssl verify`, curl, and Node.js accept a certificate, and the API server
#   says "certificate signed by unknown authority" of the webhook; or the API server accepts it and curl does not.
#   Copy the bytes of the issuer's name from the CA, and give the leaf a name of its own.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

echo '{"private": true, "allowScripts": {"node": true}}' >package.json
cat >connect.mjs <<'JS'
import { readFileSync } from 'node:fs';
import tls from 'node:tls';

const [key, cert, ca] = ['key.pem', process.argv[2], 'ca.pem'].map(file => readFileSync(file));
const server = tls.createServer({ key, cert }).listen(0, () => {
  const { port } = server.address();
  const end = answer => (console.log(`Node.js: ${answer}`), socket.destroy(), server.close());
  const socket = tls.connect({ port, host: 'localhost', ca }, () => end('accepted'));
  socket.on('error', ({ code }) => end(code));
});
server.on('tlsClientError', () => {});
JS
cat >go.mod <<'MOD'
module finding

go 1.26.0
MOD
cat >main.go <<'GO'
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"os"
	"time"
)

var caKey, _ = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
var leafKey, _ = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)

func write(file, kind string, der []byte) {
	os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}

// name is the DER of a name with one common name, which is a string of this kind.
func name(kind int, text string) []byte {
	value := asn1.RawValue{Tag: kind, Bytes: []byte(text)}
	der, _ := asn1.Marshal(pkix.RDNSequence{{{Type: asn1.ObjectIdentifier{2, 5, 4, 3}, Value: value}}})
	return der
}

func issue(file string, subject, issuer []byte, key *ecdsa.PrivateKey) *x509.Certificate {
	template := &x509.Certificate{RawSubject: subject, SerialNumber: big.NewInt(1), NotAfter: time.Now().AddDate(1, 0, 0),
		DNSNames: []string{"localhost"}, IsCA: key == caKey, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, &x509.Certificate{RawSubject: issuer}, key.Public(), caKey)
	if err != nil {
		panic(err)
	}
	write(file, "CERTIFICATE", der)
	certificate, _ := x509.ParseCertificate(der)
	return certificate
}

func main() {
	der, _ := x509.MarshalPKCS8PrivateKey(leafKey)
	write("key.pem", "PRIVATE KEY", der)
	ca, leaf := name(asn1.TagUTF8String, "My CA"), name(asn1.TagUTF8String, "leaf")
	roots := x509.NewCertPool()
	roots.AddCert(issue("ca.pem", ca, ca, caKey))
	for file, certificate := range map[string]*x509.Certificate{
		"as it is":     issue("as it is.pem", leaf, ca, leafKey),
		"other string": issue("other string.pem", leaf, name(asn1.TagPrintableString, "My CA"), leafKey),
		"other case":   issue("other case.pem", leaf, name(asn1.TagUTF8String, "my ca"), leafKey),
		"same name":    issue("same name.pem", ca, ca, leafKey),
	} {
		answer := "accepted"
		if _, err := certificate.Verify(x509.VerifyOptions{Roots: roots, DNSName: "localhost"}); err != nil {
			answer = err.Error()
		}
		os.WriteFile(file+".txt", []byte("Go: "+answer+"\n"), 0o600)
	}
}
GO
npm install --save-exact node@26.10.0 >install.log 2>&1 || { cat install.log; exit 1; }
go run .
for leaf in 'as it is' 'other string' 'other case' 'same name'; do
  echo "$leaf"
  cat "$leaf.txt"
  node_modules/.bin/node connect.mjs "$leaf.pem"
done >out

diff -u - out <<'SEEN'
as it is
Go: accepted
Node.js: accepted
other string
Go: x509: certificate signed by unknown authority
Node.js: accepted
other case
Go: x509: certificate signed by unknown authority
Node.js: accepted
same name
Go: accepted
Node.js: DEPTH_ZERO_SELF_SIGNED_CERT
SEEN
