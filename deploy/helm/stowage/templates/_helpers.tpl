{{- define "stowage.labels" -}}
app.kubernetes.io/name: stowage
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{/* Takes a list: the root, and the component. */}}
{{- define "stowage.selector" -}}
app.kubernetes.io/name: stowage
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Takes a list: the root, and `.Values.image` or `.Values.hostImage`. */}}
{{- define "stowage.image" -}}
{{- $image := index . 1 -}}
{{- $image.repository }}:{{ $image.tag | default (index . 0).Chart.AppVersion }}
{{- with $image.digest }}@{{ . }}{{ end }}
{{- end }}

{{/* Of containers that need no rights at all. */}}
{{- define "stowage.unprivileged" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* Of sidecars on a node: root, since the sockets of kubelet and of the plug-in are root's, and nothing else. */}}
{{- define "stowage.rootWithoutRights" -}}
runAsNonRoot: false
runAsUser: 0
{{ include "stowage.unprivileged" . }}
{{- end }}

{{- define "stowage.driver" -}}
stowage-controller.{{ .Release.Namespace }}.svc:{{ .Values.agents.port }}
{{- end }}

{{/* The certificate of each host, by its name, or the folder that holds its own. Takes: kind, tls. */}}
{{- define "stowage.hostTlsVolume" -}}
- name: tls
{{- if eq .tls.from "secrets" }}
  projected:
    defaultMode: 0400
    sources:
      {{- $kind := .kind }}
      {{- range .tls.names }}
      - secret:
          name: stowage-{{ $kind }}-{{ . }}-tls
          items:
            - key: ca.crt
              path: {{ . }}/ca.crt
            - key: tls.crt
              path: {{ . }}/tls.crt
            - key: tls.key
              path: {{ . }}/tls.key
      {{- end }}
{{- else }}
  hostPath:
    path: {{ .tls.hostPath }}
    type: Directory
{{- end }}
{{- end }}

{{- define "stowage.hostTlsMount" -}}
- name: tls
  mountPath: /etc/stowage/tls
  readOnly: true
{{- if eq .tls.from "secrets" }}
  # What a host sees is its own alone.
  subPathExpr: $(NODE_NAME)
{{- end }}
{{- end }}

{{/* What the sidecars of the controller have alike. Takes a list: the root, and the values of the sidecar. */}}
{{- define "stowage.controllerSidecar" -}}
resources:
  {{- toYaml (index . 1).resources | nindent 2 }}
securityContext:
  {{- include "stowage.unprivileged" (index . 0) | nindent 2 }}
volumeMounts:
  - name: socket
    mountPath: /csi
{{- end }}

{{/* The host's own devices, kernel and run-time state: of node plug-in and agent. */}}
{{- define "stowage.hostMounts" -}}
- name: dev
  mountPath: /dev
- name: sys
  mountPath: /sys
- name: run
  mountPath: /run
- name: modules
  mountPath: /lib/modules
  readOnly: true
- name: temporary
  mountPath: /tmp
{{- end }}

{{- define "stowage.hostVolumes" -}}
- name: dev
  hostPath:
    path: /dev
    type: Directory
# With cgroups and configfs of the host: a container's own /sys shows neither.
- name: sys
  hostPath:
    path: /sys
    type: Directory
# udev's database, mdadm's map, cryptsetup's locks, and locks of our own that outlive the container: a program that
# hangs in the kernel does.
- name: run
  hostPath:
    path: /run
    type: Directory
- name: modules
  hostPath:
    path: /lib/modules
    type: Directory
- name: temporary
  emptyDir: {}
{{- end }}
