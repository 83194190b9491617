#!/usr/bin/env bash
# Labels that leave selectors alone still end a StatefulSet's updates
#
# Version: kustomize 5.8.1 (the one in kubectl 1.37)
# Guess: `labels` with `includeTemplates: true` avoids the problem of `commonLabels`, which changes the immutable
#   selector: it adds labels to the object and to its pod template, which may both be changed at any time.
# Behaviour: it adds them to `volumeClaimTemplates`, too, which are immutable. `commonAnnotations` in the same file
#   leaves them alone.
# Seen: the label `team` is in the claim's template; the annotation `note` does not.
# Matters: if you add a label later, or raise a version number in one, the API server rejects the whole update of an
#   existing StatefulSet. Name the `fields` of the labels instead.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

GOBIN=$dir go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1 2>install.log || { cat install.log; exit 1; }
cat >kustomization.yaml <<'YAML'
resources: [web.yaml]
labels: [{pairs: {team: payments}, includeTemplates: true}]
commonAnnotations: {note: hello}
YAML
cat >web.yaml <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: web}]}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
YAML
./kustomize build . >out

diff -u - out <<'SEEN'
apiVersion: apps/v1
kind: StatefulSet
metadata:
  annotations:
    note: hello
  labels:
    team: payments
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      annotations:
        note: hello
      labels:
        app: web
        team: payments
    spec:
      containers:
      - image: web
        name: web
  volumeClaimTemplates:
  - metadata:
      labels:
        team: payments
      name: data
    spec:
      accessModes:
      - ReadWriteOnce
      resources:
        requests:
          storage: 1Gi
SEEN
