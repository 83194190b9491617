{{/* The names of the folders config/node-<ordinal>, as a JSON array. */}}
{{- define "node-config.folders" -}}
{{- $folders := list -}}
{{- range $path, $_ := .Files.Glob "config/node-*/*" -}}
{{- $folders = append $folders (base (dir $path)) -}}
{{- end -}}
{{- $folders | uniq | toJson -}}
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
