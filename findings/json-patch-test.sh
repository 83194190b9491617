#!/usr/bin/env bash
# In the API server's JSON Patch, `test` compares how a value is written, not the value
#
# Version: gopkg.in/evanphx/json-patch.v4 v4.13.0 and k8s.io/apimachinery v0.37.2, with which Kubernetes 1.37 applies
#   the patches of webhooks and of `kubectl patch --type json`
# Guess: according to RFC 6902, section 4.6, strings are equal if their characters are, and numbers if their values
#   are.
# Behaviour: strings and numbers are compared byte by byte as JSON text. The API server writes the object with Go's
#   encoder, which escapes <, >, & and U+2028 in strings; almost every other language writes them as they are. So
#   `test` fails on a value that is equal, and so does the whole patch. The same holds inside an object.
# Seen: the connection string with `&` fails, and passes when the patch writes `\u0026`; 30 passes, 30.0 fails.
# Matters: a webhook in JavaScript, Python, or Java that guards its patch with `test` works, until a value holds a URL
#   with two parameters, a comparison, or XML. Guard with `resourceVersion`, or escape as Go does.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod

cat >go.mod <<'MOD'
module finding

go 1.26.0

require (
	gopkg.in/evanphx/json-patch.v4 v4.13.0
	k8s.io/api v0.37.2
	k8s.io/apimachinery v0.37.2
)
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
)

func main() {
	pod := &corev1.Pod{}
	pod.Annotations = map[string]string{"db": "postgresql://db/app?ssl=true&user=app", "plain": "é/ü"}
	seconds := int64(30)
	pod.Spec.TerminationGracePeriodSeconds = &seconds
	scheme := runtime.NewScheme()
	encoder := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme, json.SerializerOptions{})
	object, err := runtime.Encode(encoder, pod)
	if err != nil {
		panic(err)
	}
	for _, test := range []string{
		`"/metadata/annotations/plain", "value": "é/ü"`,
		`"/metadata/annotations/db", "value": "postgresql://db/app?ssl=true&user=app"`,
		`"/metadata/annotations/db", "value": "postgresql://db/app?ssl=true\u0026user=app"`,
		`"/metadata/annotations", "value": {"db": "postgresql://db/app?ssl=true&user=app", "plain": "é/ü"}`,
		`"/spec/terminationGracePeriodSeconds", "value": 30`,
		`"/spec/terminationGracePeriodSeconds", "value": 30.0`,
	} {
		patch, err := jsonpatch.DecodePatch([]byte(`[{"op": "test", "path": ` + test + `}]`))
		if err != nil {
			panic(err)
		}
		_, err = patch.Apply(object)
		fmt.Println(err == nil, test)
	}
}
GO
go mod tidy >install.log 2>&1 || { cat install.log; exit 1; }
go run . >out

diff -u - out <<'SEEN'
true "/metadata/annotations/plain", "value": "é/ü"
false "/metadata/annotations/db", "value": "postgresql://db/app?ssl=true&user=app"
true "/metadata/annotations/db", "value": "postgresql://db/app?ssl=true\u0026user=app"
false "/metadata/annotations", "value": {"db": "postgresql://db/app?ssl=true&user=app", "plain": "é/ü"}
true "/spec/terminationGracePeriodSeconds", "value": 30
false "/spec/terminationGracePeriodSeconds", "value": 30.0
SEEN
