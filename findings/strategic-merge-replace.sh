#!/usr/bin/env bash
# `$patch: replace` sets nothing where there was nothing, and `$patch: delete` can add what it is to delete
#
# Version: k8s.io/apimachinery and k8s.io/api v0.37.2 (`kubectl patch`, by default strategic, and the API server)
# Guess: `nodeSelector: {$patch: replace, zone: a}` makes `zone: a` the whole selector, whatever it was; in a list,
#   `{name: web, $patch: replace, image: web:2}` replaces the container `web`, as in kustomize; `{name: DEBUG, $patch: delete}`
#   in a container's `env` leaves that container without the variable.
# Behaviour: the selector is set only if there was one: else the directive is dropped with all that is beside it. The
#   element replaces the *list*, by the patch's other elements, and is lost itself. Of a container that the patch adds,
#   nothing is merged: the variable that was to be deleted is added to it, with the directive as an unknown field.
# Seen: no selector where there was none, and `zone: a` where there was one; with `$retainKeys`, `zone: a` where there was
#   none; an empty list of containers; a container with DEBUG. (The API server drops the directives that are left.)
# Matters: there is no error in any case. To set a map whatever it was, list its keys in `$retainKeys`; to replace an
#   element, delete its other fields with null.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod

cat >go.mod <<'MOD'
module finding

go 1.26.0

require (
	k8s.io/api v0.37.2
	k8s.io/apimachinery v0.37.2
)
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
)

func patch(spec, change string) {
	wrap := func(text string) []byte { return []byte(`{"spec":` + text + `}`) }
	merged, err := strategicpatch.StrategicMergePatch(wrap(spec), wrap(change), corev1.Pod{})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(merged))
}

func main() {
	selector := `{"nodeSelector": {"$patch": "replace", "zone": "a"}}`
	patch(`{}`, selector)
	patch(`{"nodeSelector": {"disk": "ssd"}}`, selector)
	patch(`{}`, `{"nodeSelector": {"$retainKeys": ["zone"], "zone": "a"}}`)
	patch(`{"containers": [{"name": "web", "image": "web:1"}, {"name": "log", "image": "log:1"}]}`,
		`{"containers": [{"name": "web", "$patch": "replace", "image": "web:2"}]}`)
	patch(`{"containers": []}`,
		`{"containers": [{"name": "web", "image": "web:1", "env": [{"name": "DEBUG", "$patch": "delete"}]}]}`)
}
GO
go mod tidy >install.log 2>&1 || { cat install.log; exit 1; }
go run . >out

diff -u - out <<'SEEN'
{"spec":{}}
{"spec":{"nodeSelector":{"zone":"a"}}}
{"spec":{"nodeSelector":{"$retainKeys":["zone"],"zone":"a"}}}
{"spec":{"containers":[]}}
{"spec":{"containers":[{"env":[{"$patch":"delete","name":"DEBUG"}],"image":"web:1","name":"web"}]}}
SEEN
