#!/usr/bin/env bash
# A patch of a port is lost if only one side writes `protocol`
#
# Version: kustomize 5.8.1 (the one in kubectl 1.37)
# Guess: a strategic merge patch finds a port by containerPort and protocol, and a protocol that is left out is TCP,
#   the API's default. At worst, a patch that finds no port adds one.
# Behaviour: if the patch leaves out the protocol that the resource writes, or the reverse, the patch's element is
#   neither merged nor added. It disappears, without a warning and with exit status 0. It does so for Services, too,
#   and of two new ports with one number, one without a protocol is lost.
# Seen: hostPort is missing in the cases "patch without" and "resource without"; port 54/TCP in "two new".
# Matters: an overlay that opens a port builds, applies, and opens nothing. Write `protocol` on both sides, always.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

GOBIN=$dir go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1 2>install.log || { cat install.log; exit 1; }

# build TITLE KIND PORTS-OF-THE-RESOURCE PORTS-OF-THE-PATCH: the ports that come out, one a line
build() {
  local spec=$'spec:\n  containers:\n  - name: web\n    ports:\n' indent='    ' api='v1'
  [[ $2 == Service ]] && spec=$'spec:\n  ports:\n' indent='  '
  local file number=0
  for file in resource patch; do
    number=$((number + 1))
    { printf 'apiVersion: %s\nkind: %s\nmetadata: {name: web}\n%s' "$api" "$2" "$spec"
      if ((number == 1)); then printf '%s' "$3"; else printf '%s' "$4"; fi | sed "s/^/$indent- /"; echo; } >"$file.yaml"
  done
  echo "$1:"
  ./kustomize build . | sed -n '/ports:/,$p' | sed '1d;s/^ *//'
}
cat >kustomization.yaml <<'YAML'
resources: [resource.yaml]
patches: [{path: patch.yaml}]
YAML
{
  build both Pod '{containerPort: 53, protocol: TCP}' '{containerPort: 53, protocol: TCP, hostPort: 53}'
  build neither Pod '{containerPort: 53}' '{containerPort: 53, hostPort: 53}'
  build 'patch without' Pod '{containerPort: 53, protocol: TCP}' '{containerPort: 53, hostPort: 53}'
  build 'resource without' Pod '{containerPort: 53}' '{containerPort: 53, protocol: TCP, hostPort: 53}'
  build 'two new' Pod '{containerPort: 53, protocol: TCP}' $'{containerPort: 54}\n{containerPort: 54, protocol: UDP}'
  build 'Service, patch without' Service '{port: 53, protocol: TCP}' '{port: 53, nodePort: 30053}'
} >out

diff -u - out <<'SEEN'
both:
- containerPort: 53
hostPort: 53
protocol: TCP
neither:
- containerPort: 53
hostPort: 53
patch without:
- containerPort: 53
protocol: TCP
resource without:
- containerPort: 53
two new:
- containerPort: 54
protocol: UDP
- containerPort: 53
protocol: TCP
Service, patch without:
- port: 53
protocol: TCP
SEEN
