{{- define "everycall.name" -}}
{{- default (ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name)) .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "everycall.labels" -}}
{{ include "everycall.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "everycall.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "everycall.image" -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}

{{/* Of every pod: no account in the cluster, nobody's user, nothing that could be gained. */}}
{{- define "everycall.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Of every container. */}}
{{- define "everycall.locked" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/* Settings of api and workers; what .Values.settings says comes last. Takes a list: the root, the signing key or not. */}}
{{- define "everycall.settings" -}}
- {name: EVERYCALL_DATABASE_URL_FILE, value: /run/secrets/database_url}
- {name: EVERYCALL_OBJECTS_URL_FILE, value: /run/secrets/objects_url}
- {name: EVERYCALL_BROKER_URL_FILE, value: /run/secrets/broker_url}
- {name: EVERYCALL_CONTENT_KEY, value: /run/secrets/content_key}
- {name: EVERYCALL_DATA_DIR, value: /scratch}
- {name: EVERYCALL_OFFLINE, value: "true"}
- {name: NUMBA_CACHE_DIR, value: /scratch/numba}
{{- range $name, $value := .Values.settings }}
- {name: EVERYCALL_{{ $name }}, value: {{ $value | toString | quote }}}
{{- end }}
{{- end }}

{{/* The Secret's keys that a pod is given, as files. Takes a dict: root, keys. */}}
{{- define "everycall.secrets" -}}
- name: secrets
  secret:
    secretName: {{ .root.Values.secretName }}
    defaultMode: 0440
    items:
      {{- range .keys }}
      - {key: {{ . }}, path: {{ . }}}
      {{- end }}
{{- end }}
