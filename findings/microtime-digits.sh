#!/usr/bin/env bash
# A Lease's time must have exactly six decimals
#
# Version: k8s.io/apimachinery v0.37.2
# Guess: `renewTime` of a Lease and `eventTime` of an Event are of format `date-time` in the API's schema, so any RFC
#   3339 time is valid, as it is for `creationTimestamp` and all other times.
# Behaviour: a MicroTime is rejected unless its seconds have exactly six decimals: none, three (JavaScript) and nine
#   (Go's own RFC3339Nano) are errors. All other times take any number of decimals and drop them, silently.
# Seen: of 00Z, 00.123Z, 00.123456Z and 00.123456789Z only the third is a MicroTime; each is a Time, which ends in
#   00Z.
# Matters: leader election without client-go. Python's isoformat() leaves out the decimals when they are all zero, so
#   such a program fails to renew once in a million times, and JavaScript's toISOString() always.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod

cat >go.mod <<'MOD'
module finding

go 1.26.0

require k8s.io/apimachinery v0.37.2
MOD
cat >main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// read says what becomes of a time that is read and written again.
func read(text string, into any) string {
	if err := json.Unmarshal([]byte(`"`+text+`"`), into); err != nil {
		return "refused"
	}
	written, _ := json.Marshal(into)
	return string(written)
}

func main() {
	fmt.Println(metav1.MicroTime{}.OpenAPISchemaFormat(), metav1.Time{}.OpenAPISchemaFormat())
	for _, seconds := range []string{"00Z", "00.123Z", "00.123456Z", "00.123456789Z", "00.123456+02:00"} {
		text := "2026-11-28T08:00:" + seconds
		fmt.Println(text, read(text, &metav1.MicroTime{}), read(text, &metav1.Time{}))
	}
}
GO
go mod tidy >install.log 2>&1 || { cat install.log; exit 1; }
go run . >out

diff -u - out <<'SEEN'
date-time date-time
2026-11-28T08:00:00Z refused "2026-11-28T08:00:00Z"
2026-11-28T08:00:00.123Z refused "2026-11-28T08:00:00Z"
2026-11-28T08:00:00.123456Z "2026-11-28T08:00:00.123456Z" "2026-11-28T08:00:00Z"
2026-11-28T08:00:00.123456789Z refused "2026-11-28T08:00:00Z"
2026-11-28T08:00:00.123456+02:00 "2026-11-28T06:00:00.123456Z" "2026-11-28T06:00:00Z"
SEEN
