#!/usr/bin/env bash
# What `namespace:` rewrites in the objects of admission control
#
# Version: kustomize 5.8.1 (the one in kubectl 1.37)
# Guess: `namespace: prod` moves what has a namespace, and references to what moved; cluster-scoped objects, and
#   references to what is not in the build, are left alone. All kinds of admission control are treated alike.
# Behaviour: a webhook's Service is followed only if the Service is in the build; a CustomResourceDefinition's
#   conversion webhook and an APIService are always rewritten, to a Service that does not exist in `prod`; the
#   `paramRef` of a ValidatingAdmissionPolicyBinding is never rewritten, though its ConfigMap moves. Cluster-scoped
#   kinds younger than Kubernetes 1.21, whose API kustomize has built in, get a namespace, as custom kinds do.
# Seen: below; `conversion` and `apiservice` name `prod` in place of `other`, `param` still names `system`.
# Matters: the policy's parameters are then looked up in the wrong namespace (`parameterNotFoundAction: Deny` denies
#   all), and conversion or an aggregated API breaks. Set these fields with a patch or a replacement.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

GOBIN=$dir go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1 2>install.log || { cat install.log; exit 1; }
cat >kustomization.yaml <<'YAML'
namespace: prod
resources: [all.yaml]
YAML
cat >all.yaml <<'YAML'
{apiVersion: v1, kind: Service, metadata: {name: mine, namespace: system}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: limits, namespace: system}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: webhook}
webhooks:
- {name: mine.example.com, clientConfig: {service: {name: mine, namespace: system}}}
- {name: other.example.com, clientConfig: {service: {name: theirs, namespace: other}}}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: conversion}
spec: {conversion: {strategy: Webhook, webhook: {clientConfig: {service: {name: theirs, namespace: other}}}}}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: apiservice}
spec: {service: {name: theirs, namespace: other}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: param}
spec: {policyName: p, paramRef: {name: limits, namespace: system}}
---
{apiVersion: resource.k8s.io/v1, kind: DeviceClass, metadata: {name: deviceclass}}
---
{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: ingressclass}}
YAML
./kustomize build . | awk '
  /^kind:/ { kind = $2 }
  /namespace:/ { print kind, (/^  namespace/ ? "metadata" : "spec"), $2 }' | sort >out

diff -u - out <<'SEEN'
APIService spec prod
ConfigMap metadata prod
CustomResourceDefinition spec prod
DeviceClass metadata prod
Service metadata prod
ValidatingAdmissionPolicyBinding metadata prod
ValidatingAdmissionPolicyBinding spec system
ValidatingWebhookConfiguration spec other
ValidatingWebhookConfiguration spec prod
SEEN
