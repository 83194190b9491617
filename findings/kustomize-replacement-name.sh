#!/usr/bin/env bash
# A replacement whose target is named by a pattern does nothing, without a word
#
# Version: kustomize 5.7.1 and 5.8.1 (the one in kubectl 1.37)
# Guess: the name in the `select` of a replacement is a regular expression, as it is in the `target` of a patch; and a target that
#   selects nothing is an error, as a source that selects nothing is.
# Behaviour: 5.8.1 takes a regular expression. 5.7.1 compares the text, selects nothing, and exits with 0.
# Seen: both patch `web-0` by the name `web-.*`; only 5.8.1 replaces its `zone`.
# Matters: what a replacement sets can be what limits an object, such as the namespaces of a policy. With the kubectl of
#   one admin it is limited, and with that of another it is not. Write out the names.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

mkdir older newer
GOBIN=$dir/older go install sigs.k8s.io/kustomize/kustomize/v5@v5.7.1 2>install.log || { cat install.log; exit 1; }
GOBIN=$dir/newer go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1 2>install.log || { cat install.log; exit 1; }
cat >kustomization.yaml <<'YAML'
resources: [objects.yaml]
replacements:
- source: {kind: ConfigMap, name: region, fieldPath: data.zone}
  targets:
  - select: {kind: ConfigMap, name: "web-.*"}
    fieldPaths: [data.zone]
patches:
- target: {kind: ConfigMap, name: "web-.*"}
  patch: |-
    - {op: add, path: /data/patched, value: "true"}
YAML
cat >objects.yaml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: region}
data: {zone: eu-1}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web-0}
data: {zone: none}
YAML
for version in older newer; do
  printf '%s\n' "$version"
  "$version/kustomize" build . | sed -n '/patched/,/name/p'
done >out

diff -u - out <<'SEEN'
older
  patched: "true"
  zone: none
kind: ConfigMap
metadata:
  name: web-0
newer
  patched: "true"
  zone: eu-1
kind: ConfigMap
metadata:
  name: web-0
SEEN
