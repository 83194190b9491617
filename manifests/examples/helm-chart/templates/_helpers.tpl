{{/* The names of the folders config/node-<ordinal>, as a JSON array. */}}
{{- define "node-config.folders" -}}
{{- $folders := list -}}
{{- range $path, $_ := .Files.Glob "config/node-*/*" -}}
{{- $folders = append $folders (base (dir $path)) -}}
{{- end -}}
{{- $folders | uniq | toJson -}}
{{- end }}

{{/* The number of pods; empty if the chart leaves it out. */}}
{{- define "node-config.replicas" -}}
{{- $replicas := .Values.replicas -}}
{{- if eq (toString $replicas) "folders" -}}
{{- include "node-config.folders" . | fromJsonArray | len -}}
{{- else if not (kindIs "invalid" $replicas) -}}
{{- if not (regexMatch "^[0-9]+$" (toString $replicas)) -}}
{{- fail (printf "replicas: expected a number, folders or null, got %v" $replicas) -}}
{{- end -}}
{{- $replicas -}}
{{- end -}}
{{- end }}

{{- define "node-config.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "node-config.labels" -}}
{{ include "node-config.selectorLabels" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
