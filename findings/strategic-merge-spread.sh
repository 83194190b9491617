#!/usr/bin/env bash
# A patch of the soft spread constraint rewrites the hard one
#
# Version: k8s.io/apimachinery and k8s.io/api v0.37.2 (`kubectl patch`, by default strategic, and the API server)
# Guess: `topologySpreadConstraints` may hold two constraints with one topologyKey, a hard and a soft one; the API's
#   list is keyed by topologyKey *and* whenUnsatisfiable, so a patch that names both finds the right one.
# Behaviour: a strategic merge patch knows only the first key, and takes the first constraint that has it:
#   DoNotSchedule becomes ScheduleAnyway, and the soft one stays beside it as it was. Ports are alike: a patch of
#   53/UDP rewrites 53/TCP. (kustomize 5.8.1, which has a merge of its own, finds the right one in both.)
# Seen: two constraints ScheduleAnyway, maxSkew 3 and 2; two ports UDP.
# Matters: the API server rejects two equal constraints, with a message about one that the patch was not meant to
#   change. It only warns of two equal ports, and the TCP port is lost. Use `kubectl apply --server-side`, whose keys
#   are the API's, or `kubectl patch --type json`.
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
	patch(`{"topologySpreadConstraints": [
	  {"topologyKey": "zone", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"},
	  {"topologyKey": "zone", "maxSkew": 2, "whenUnsatisfiable": "ScheduleAnyway"}]}`,
		`{"topologySpreadConstraints": [{"topologyKey": "zone", "maxSkew": 3, "whenUnsatisfiable": "ScheduleAnyway"}]}`)
	patch(`{"containers": [{"name": "dns", "ports": [
	  {"containerPort": 53, "protocol": "TCP"}, {"containerPort": 53, "protocol": "UDP"}]}]}`,
		`{"containers": [{"name": "dns", "ports": [{"containerPort": 53, "protocol": "UDP", "hostPort": 53}]}]}`)
}
GO
go mod tidy >install.log 2>&1 || { cat install.log; exit 1; }
go run . >out

diff -u - out <<'SEEN'
{"spec":{"topologySpreadConstraints":[{"maxSkew":3,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"},{"maxSkew":2,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}]}}
{"spec":{"containers":[{"name":"dns","ports":[{"containerPort":53,"hostPort":53,"protocol":"UDP"},{"containerPort":53,"protocol":"UDP"}]}]}}
SEEN
