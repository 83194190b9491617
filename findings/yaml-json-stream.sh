#!/usr/bin/env bash
# A line of --- in front of two JSON objects makes kubectl lose the second one
#
# Version: k8s.io/apimachinery 0.37.0 (its YAMLOrJSONDecoder reads what kubectl and many controllers are given)
# Guess: a stream of JSON objects, one behind the other, is read whole, since it is. A separator in front of it, as a
#   template or `cat` writes one, separates nothing and changes nothing.
# Behaviour: the first separator turns the reader to YAML, for which each document between two separators has one
#   value. Whatever follows the first JSON object is dropped without an error. So is whatever follows `...`, YAML's end
#   of a document, up to the next separator.
# Seen: `{a}{b}` gives a and b; `---`, `{a}{b}` gives a; `a`, `...`, `b` gives a.
# Matters: `kubectl apply` of such a file ends with success and without some of its objects. Write --- between all
#   of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod

cat >go.mod <<'MOD'
module finding

go 1.26.0

require k8s.io/apimachinery v0.37.0
MOD
cat >main.go <<'GO'
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

func main() {
	for _, text := range []string{
		"{\"name\": \"a\"}\n{\"name\": \"b\"}\n",
		"---\n{\"name\": \"a\"}\n{\"name\": \"b\"}\n",
		"{\"name\": \"a\"}\n---\n{\"name\": \"b\"}\n",
		"name: a\n---\nname: b\n",
		"name: a\n...\nname: b\n",
	} {
		fmt.Printf("%q gives %v\n", text, read(text))
	}
}

func read(text string) (names []string) {
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); errors.Is(err, io.EOF) {
			return names
		} else if err != nil {
			panic(err)
		}
		var object struct{ Name string }
		if err := json.Unmarshal(raw, &object); err != nil {
			panic(err)
		}
		names = append(names, object.Name)
	}
}
GO
go mod tidy >install.log 2>&1 || { cat install.log; exit 1; }
go run . >out

diff -u - out <<'SEEN'
"{\"name\": \"a\"}\n{\"name\": \"b\"}\n" gives [a b]
"---\n{\"name\": \"a\"}\n{\"name\": \"b\"}\n" gives [a]
"{\"name\": \"a\"}\n---\n{\"name\": \"b\"}\n" gives [a b]
"name: a\n---\nname: b\n" gives [a b]
"name: a\n...\nname: b\n" gives [a]
SEEN
