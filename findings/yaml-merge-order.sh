#!/usr/bin/env bash
# In kubectl, a YAML merge key overrides the fields before it
#
# Version: sigs.k8s.io/yaml 1.6.0 (kubectl, Helm, controllers), yaml 2.9.1 of npm
# Guess: `<<: *defaults` fills in what is missing. A field that the mapping has itself wins wherever it stands: a
#   mapping has no order, and the merge key's own description says "unless the key already exists in it".
# Behaviour: in Kubernetes' reader the order decides. A merge key after a field overrides it; one before does not. Of
#   two merge keys in one mapping the later wins. npm's yaml (and others) behave as guessed.
# Seen: `{replicas: 5, <<: *defaults}` has 1 replica in kubectl, and 5 in npm's yaml.
# Matters: linters, previews, and GitOps tools in other languages show another object than the one that is applied.
#   Write `<<` first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod

cat >texts.txt <<'YAML'
x: {<<: &d {replicas: 1, image: a}, replicas: 5}
x: {replicas: 5, <<: &d {replicas: 1, image: a}}
x: {<<: {image: a}, <<: {image: b}}
x: {<<: [{image: a}, {image: b}]}
x: {env: {A: kept}, <<: {env: {B: merged}}}
YAML
cat >go.mod <<'MOD'
module finding

go 1.26.0

require sigs.k8s.io/yaml v1.6.0
MOD
cat >main.go <<'GO'
package main

import (
	"bufio"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

func main() {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		json, err := yaml.YAMLToJSON(lines.Bytes())
		if err != nil {
			panic(err)
		}
		fmt.Println(string(json))
	}
}
GO
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
for (const line of readFileSync('texts.txt', 'utf8').trim().split('\n')) {
  const { x } = parse(line, { merge: true });
  console.log(JSON.stringify({ x: Object.fromEntries(Object.entries(x).sort()) }));
}
JS
{ go mod tidy && npm install --save-exact yaml@2.9.1; } >install.log 2>&1 || { cat install.log; exit 1; }
{ echo kubectl; go run . <texts.txt; echo npm; node read.mjs; } >out

diff -u - out <<'SEEN'
kubectl
{"x":{"image":"a","replicas":5}}
{"x":{"image":"a","replicas":1}}
{"x":{"image":"b"}}
{"x":{"image":"a"}}
{"x":{"env":{"B":"merged"}}}
npm
{"x":{"image":"a","replicas":5}}
{"x":{"image":"a","replicas":5}}
{"x":{"image":"a"}}
{"x":{"image":"a"}}
{"x":{"env":{"A":"kept"}}}
SEEN
