#!/usr/bin/env bash
# In CEL, `quantity("1.5Gi")` and `quantity("1Pi")` are not integers
#
# Version: k8s.io/apiserver v0.37.2 (the CEL library of admission policies and CRDs), cel-go 0.29.2
# Guess: `isInteger()` says whether the value is a whole number that fits into 64 bits, so that `asInteger()` gives
#   it.
# Behaviour: it depends on how the quantity is written. `1536Mi` is an integer, and `1.5Gi`, which is equal to it, is
#   not. `1.5k`, `1P`, and `1E` are integers; `1.0`, `1000m`, `512Mi` + `0.5Gi`, `1Pi`, and `1Ei` are not. For each
#   that is not, `asInteger()` is an error. (Value() of Go's type gives the number; AsInt64(), which is behind this,
#   does not.)
# Seen: the table below.
# Matters: a validation rule that computes with `asInteger()` works until a user writes `1.5Gi`. The API server
#   rewrites the quantities of Pods (`1.5Gi` is stored as `1536Mi`), but leaves those of custom resources unchanged.
#   Compare with `isGreaterThan`, `compareTo`, and `add`, which are right.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod

cat >go.mod <<'MOD'
module finding

go 1.26.0

require (
	github.com/google/cel-go v0.29.2
	k8s.io/apiserver v0.37.2
)
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/google/cel-go/cel"
	"k8s.io/apiserver/pkg/cel/library"
)

func main() {
	env, err := cel.NewEnv(library.Quantity())
	if err != nil {
		panic(err)
	}
	for _, text := range []string{
		`"1536Mi").isInteger()`, `"1.5Gi").isInteger()`, `"1.5k").isInteger()`, `"1.0").isInteger()`,
		`"1000m").isInteger()`, `"512Mi").add(quantity("0.5Gi")).isInteger()`, `"1Pi").isInteger()`,
		`"1P").isInteger()`, `"1Ei").isInteger()`, `"1E").isInteger()`,
		`"1.5Gi") == quantity("1536Mi")`, `"1.5Gi").isGreaterThan(quantity("1535Mi"))`, `"1.5Gi").asInteger()`,
	} {
		ast, issues := env.Compile("quantity(" + text)
		if issues.Err() != nil {
			panic(issues.Err())
		}
		program, err := env.Program(ast)
		if err != nil {
			panic(err)
		}
		value, _, err := program.Eval(map[string]any{})
		if err != nil {
			value = nil
		}
		fmt.Println("quantity("+text, value, err)
	}
}
GO
go mod tidy >install.log 2>&1 || { cat install.log; exit 1; }
go run . >out

diff -u - out <<'SEEN'
quantity("1536Mi").isInteger() true <nil>
quantity("1.5Gi").isInteger() false <nil>
quantity("1.5k").isInteger() true <nil>
quantity("1.0").isInteger() false <nil>
quantity("1000m").isInteger() false <nil>
quantity("512Mi").add(quantity("0.5Gi")).isInteger() false <nil>
quantity("1Pi").isInteger() false <nil>
quantity("1P").isInteger() true <nil>
quantity("1Ei").isInteger() false <nil>
quantity("1E").isInteger() true <nil>
quantity("1.5Gi") == quantity("1536Mi") true <nil>
quantity("1.5Gi").isGreaterThan(quantity("1535Mi")) true <nil>
quantity("1.5Gi").asInteger() <nil> cannot convert value to integer
SEEN
