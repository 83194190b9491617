#!/usr/bin/env bash
# In Helm's `merge`, false, 0 and an empty list lose against the defaults
#
# Version: helm.sh/helm/v4 v4.1.4 (its template engine)
# Guess: `merge .Values.db .Values.defaults` fills in what `db` does not have, and what it has wins: "precedence to
#   the destination". `mergeOverwrite .Values.defaults .Values.db` is the same, in the reverse order.
# Behaviour: `merge` treats false, 0, "", and [] of the destination as missing, and replaces them with the defaults.
#   `mergeOverwrite` keeps them. And `merge` writes into its first argument: after it `.Values.db` itself is changed,
#   for everything that is rendered later, also in other files.
# Seen: `enabled: false` and `replicas: 0` become true and 3; with `mergeOverwrite` they stay; `.Values.db` has
#   changed.
# Matters: a chart that lets a component be switched off by `enabled: false` leaves it on. Write `mergeOverwrite
#   (deepCopy .Values.defaults) .Values.db`.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod

cat >go.mod <<'MOD'
module finding

go 1.26.0

require helm.sh/helm/v4 v4.1.4
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"

	"helm.sh/helm/v4/pkg/chart/common"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/engine"
)

const template = `before:         {{ toJson .Values.db }}
mergeOverwrite: {{ mergeOverwrite (deepCopy .Values.defaults) .Values.db | toJson }}
merge:          {{ merge .Values.db .Values.defaults | toJson }}
after:          {{ toJson .Values.db }}`

func main() {
	values, err := common.ReadValues([]byte(`
defaults: {enabled: true, replicas: 3, args: [a], name: x, size: 1Gi}
db: {enabled: false, replicas: 0, args: [], name: ""}`))
	if err != nil {
		panic(err)
	}
	files := []*common.File{{Name: "templates/a.txt", Data: []byte(template)}}
	rendered, err := engine.Render(
		&chart.Chart{Metadata: &chart.Metadata{Name: "finding"}, Templates: files},
		common.Values{"Values": values.AsMap()},
	)
	if err != nil {
		panic(err)
	}
	fmt.Println(rendered["finding/templates/a.txt"])
}
GO
go build -o render . >install.log 2>&1 || { cat install.log; exit 1; }
./render >out

diff -u - out <<'SEEN'
before:         {"args":[],"enabled":false,"name":"","replicas":0}
mergeOverwrite: {"args":[],"enabled":false,"name":"","replicas":0,"size":"1Gi"}
merge:          {"args":["a"],"enabled":true,"name":"x","replicas":3,"size":"1Gi"}
after:          {"args":["a"],"enabled":true,"name":"x","replicas":3,"size":"1Gi"}
SEEN
