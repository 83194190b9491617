#!/usr/bin/env bash
# TLS clients disagree on which names of a StatefulSet's pods a wildcard certificate covers
#
# Version: Go 1.26 (crypto/x509), Node.js 26.10.0: its TLS client, and OpenSSL's check by X509Certificate.checkHost
# Guess: a wildcard stands for one whole label, `*.web` is as good as `*.web.prod.svc`, and a dot at the end of a name
#   is nothing special. All clients agree on that.
# Behaviour: Go takes `*.web` for web-0.web, the other two reject a wildcard before a single label. Node.js's client
#   takes `web-*` as a part of a label and Go never does; OpenSSL takes `web*` and `*-0`, and not `web-*`. A dot at
#   the end of the host is dropped by Go and Node.js, and counts for OpenSSL (curl drops it before it asks); at the
#   end of the certificate's name it makes the name useless except to Node.js.
# Seen: the table below; the three agree in its first row and in its last.
# Matters: peers call each other by short names (web-0.web), or with a dot at the end to avoid a DNS search. A
#   certificate that serves one client of a cluster fails with the next. Give the certificate a wildcard for each form
#   that ends in three labels or more, and have clients use these forms without the dot.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

echo '{"private": true, "allowScripts": {"node": true}}' >package.json
cat >cases.txt <<'TEXT'
*.web.prod.svc web-0.web.prod.svc
*.web web-0.web
web-*.web.prod.svc web-0.web.prod.svc
web*.web.prod.svc web-0.web.prod.svc
*-0.web.prod.svc web-0.web.prod.svc
*.web.prod.svc web-0.web.prod.svc.
web-0.web.prod.svc. web-0.web.prod.svc
*.prod.svc web-0.web.prod.svc
TEXT
cat >go.mod <<'MOD'
module finding

go 1.26.0
MOD
cat >main.go <<'GO'
package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"strings"
	"time"
)

// For each line "SAN HOST": a certificate of that name in a file, and what Go says of the host.
func main() {
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	line := 0
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); line++ {
		name, host, _ := strings.Cut(lines.Text(), " ")
		template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{name}, NotAfter: time.Now().AddDate(1, 0, 0)}
		der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
		if err != nil {
			panic(err)
		}
		text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
		os.WriteFile(fmt.Sprintf("%d.pem", line), text, 0o600)
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			panic(err)
		}
		fmt.Println(certificate.VerifyHostname(host) == nil)
	}
}
GO
cat >check.mjs <<'JS'
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { checkServerIdentity } from 'node:tls';

const read = file => readFileSync(file, 'utf8').trim().split('\n');
const go = read('go.txt');
console.log('certificate         host                Go    Node  OpenSSL');
for (const [index, line] of read('cases.txt').entries()) {
  const [name, host] = line.split(' ');
  const certificate = new X509Certificate(readFileSync(`${index}.pem`));
  const node = checkServerIdentity(host, certificate.toLegacyObject()) === undefined;
  const openssl = certificate.checkHost(host) !== undefined;
  const yes = [go[index] === 'true', node, openssl].map(answer => (answer ? 'yes' : 'no').padEnd(6));
  console.log((name.padEnd(20) + host.padEnd(20) + yes.join('')).trimEnd());
}
JS
npm install --save-exact node@26.10.0 >install.log 2>&1 || { cat install.log; exit 1; }
go run . <cases.txt >go.txt
node_modules/.bin/node check.mjs >out

diff -u - out <<'SEEN'
certificate         host                Go    Node  OpenSSL
*.web.prod.svc      web-0.web.prod.svc  yes   yes   yes
*.web               web-0.web           yes   no    no
web-*.web.prod.svc  web-0.web.prod.svc  no    yes   no
web*.web.prod.svc   web-0.web.prod.svc  no    yes   yes
*-0.web.prod.svc    web-0.web.prod.svc  no    yes   yes
*.web.prod.svc      web-0.web.prod.svc. yes   yes   no
web-0.web.prod.svc. web-0.web.prod.svc  no    yes   no
*.prod.svc          web-0.web.prod.svc  no    no    no
SEEN
