/** A pod as the API server has it, defaults filled in. */
export const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', labels: { app: 'web' } },
  spec: {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    initContainers: [{ name: 'init', image: 'init:1' }],
    containers: [
      {
        name: 'web',
        image: 'web:1',
        env: [{ name: 'A', value: '1' }],
        ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }],
        livenessProbe: { httpGet: { path: '/', port: 80, scheme: 'HTTP' } },
        resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } },
      },
    ],
    tolerations: [{ key: 'a', operator: 'Exists' }],
    topologySpreadConstraints: [
      { topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' },
      { topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' },
    ],
    volumes: [
      { name: 'conf', configMap: { name: 'conf', defaultMode: 420 } },
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } },
    ],
  },
};

/** What is refused, where, and in which words. */
export interface Refused {
  readonly patch: object;
  readonly path: string;
  readonly message: RegExp;
}

const web = (fields: object) => ({ spec: { containers: [{ name: 'web', ...fields }] } });
const added = (fields: object) => ({ spec: { containers: [{ name: 'new', image: 'a', ...fields }] } });
const labels = (of: object) => ({ metadata: { labels: of } });
const refused = (patch: object, path: string, message: RegExp): Refused => ({ patch, path, message });

const nodes = (...expressions: object[]) => ({
  spec: {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: expressions.map(expression => ({ matchExpressions: [expression] })),
        },
      },
    },
  },
});
const NODES = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
const apart = (term: object) => ({
  spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } },
});
const APART = 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';

const WEB = 'spec.containers[web]';

/** What the API server refuses, too. */
export const REFUSED: readonly Refused[] = [
  refused(labels({ 'a b': 'c' }), 'metadata.labels[a b]', /^expected a key such as .* got "a b"$/),
  refused(labels({ 'A.com/b': 'c' }), 'metadata.labels[A.com/b]', /^expected a key/),
  refused(labels({ 'a/b/c': 'c' }), 'metadata.labels[a/b/c]', /^expected a key/),
  refused(labels({ ['a'.repeat(64)]: 'c' }), `metadata.labels.${'a'.repeat(64)}`, /^expected a key/),
  refused(labels({ role: '-a' }), 'metadata.labels.role', /^expected the value of a label .* got "-a"$/),
  refused(labels({ role: 'a'.repeat(64) }), 'metadata.labels.role', /^expected the value of a label/),
  refused(labels({ role: 1 }), 'metadata.labels.role', /^expected a string, got 1$/),
  refused({ metadata: { annotations: { '': 'a' } } }, 'metadata.annotations[]', /^expected a key/),
  refused(
    { metadata: { finalizers: ['backup'] } },
    'metadata.finalizers[0]',
    /^expected a name such as example.com/,
  ),
  refused(
    { spec: { nodeSelector: { zone: 'a/b' } } },
    'spec.nodeSelector.zone',
    /^expected the value of a label/,
  ),
  refused(
    { spec: { restartPolicy: 'always' } },
    'spec.restartPolicy',
    /^expected one of Always, OnFailure, Never, got/,
  ),
  refused({ spec: { dnsPolicy: 'Cluster' } }, 'spec.dnsPolicy', /^expected one of/),
  refused({ spec: { hostNetwork: 'true' } }, 'spec.hostNetwork', /^expected a boolean, got "true"$/),
  refused(
    { spec: { terminationGracePeriodSeconds: 1.5 } },
    'spec.terminationGracePeriodSeconds',
    /^expected an integer/,
  ),
  refused(
    { spec: { activeDeadlineSeconds: 0 } },
    'spec.activeDeadlineSeconds',
    /^expected a number from 1 to/,
  ),
  refused(
    { spec: { containers: [{ $patch: 'replace' }] } },
    'spec.containers',
    /^expected a container, got none$/,
  ),
  refused(
    { spec: { containers: [{ name: 'new' }] } },
    'spec.containers[new]',
    /^expected an image.*correct its name$/,
  ),
  refused(added({ name: 'New' }), 'spec.containers[New].name', /^expected a name of lower case letters/),
  refused(added({ name: 'init' }), 'spec.containers', /^expected different names, got "init" twice$/),
  refused(web({ image: ' a' }), `${WEB}.image`, /^expected an image without spaces around it, got " a"$/),
  refused(web({ image: null }), WEB, /^expected an image/),
  refused(web({ imagePullPolicy: 'always' }), `${WEB}.imagePullPolicy`, /^expected one of/),
  refused(web({ terminationMessagePolicy: 'Logs' }), `${WEB}.terminationMessagePolicy`, /^expected one of/),
  refused(
    web({ ports: [{ containerPort: 0 }] }),
    `${WEB}.ports[0].containerPort`,
    /^expected a number from 1 to 65535/,
  ),
  refused(
    web({ ports: [{ containerPort: 2 ** 31 }] }),
    `${WEB}.ports[2147483648].containerPort`,
    /of 32 bits/,
  ),
  refused(
    web({ ports: [{ containerPort: 81, hostPort: 65_536 }] }),
    `${WEB}.ports[81].hostPort`,
    /^expected a number/,
  ),
  refused(
    web({ ports: [{ containerPort: 81, protocol: 'udp' }] }),
    `${WEB}.ports[81].protocol`,
    /^expected one of/,
  ),
  refused(web({ ports: [{ containerPort: 81, name: 'http' }] }), `${WEB}.ports`, /^expected different names/),
  refused(web({ ports: [{ containerPort: 81, name: '81' }] }), `${WEB}.ports[81].name`, /with a letter/),
  refused(web({ ports: [{ containerPort: 81, name: 'a--b' }] }), `${WEB}.ports[81].name`, /single inner/),
  refused(
    web({ resources: { requests: { cpu: '2' } } }),
    `${WEB}.resources.requests.cpu`,
    /^expected at most the limit, 1/,
  ),
  refused(
    web({ resources: { limits: { memory: '512Mi' } } }),
    `${WEB}.resources.requests.memory`,
    /got 1Gi: raise/,
  ),
  refused(
    web({ resources: { limits: { cpu: '1 core' } } }),
    `${WEB}.resources.limits.cpu`,
    /^expected a quantity/,
  ),
  refused(
    web({ resources: { limits: { cpu: true } } }),
    `${WEB}.resources.limits.cpu`,
    /^expected a quantity.*got true$/,
  ),
  refused(
    web({ resources: { requests: { cpu: '-1' }, limits: null } }),
    `${WEB}.resources.requests.cpu`,
    /^expected at least 0, got -1$/,
  ),
  refused(
    web({ resources: { limits: { mem: '1' } } }),
    `${WEB}.resources.limits.mem`,
    /^expected cpu, memory/,
  ),
  refused(
    web({ resources: { requests: { 'example.com/gpu': 1 } } }),
    `${WEB}.resources.requests[example.com/gpu]`,
    /^expected a limit of the same amount/,
  ),
  refused(
    web({ resources: { requests: { 'example.com/gpu': 1 }, limits: { 'example.com/gpu': 2 } } }),
    `${WEB}.resources.requests[example.com/gpu]`,
    /^expected as much as the limit, 2, got 1/,
  ),
  refused(
    web({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
    `${WEB}.env[A]`,
    /^expected one value, got value, valueFrom: set the one/,
  ),
  refused(
    web({
      env: [
        {
          name: 'B',
          valueFrom: {
            fieldRef: { fieldPath: 'metadata.name' },
            secretKeyRef: { name: 'a', key: 'b' },
          },
        },
      ],
    }),
    `${WEB}.env[B].valueFrom`,
    /^expected one source, got fieldRef, secretKeyRef/,
  ),
  refused(
    web({ livenessProbe: { tcpSocket: { port: 80 } } }),
    `${WEB}.livenessProbe`,
    /^expected one handler, got httpGet/,
  ),
  refused(
    web({ readinessProbe: { periodSeconds: 1 } }),
    `${WEB}.readinessProbe`,
    /^expected a handler: one of exec/,
  ),
  refused(
    web({ livenessProbe: { periodSeconds: -1 } }),
    `${WEB}.livenessProbe.periodSeconds`,
    /^expected a number from 0/,
  ),
  refused(
    web({ livenessProbe: { httpGet: { port: 70_000 } } }),
    `${WEB}.livenessProbe.httpGet.port`,
    /^expected a number from 1 to 65535/,
  ),
  refused(
    web({ livenessProbe: { httpGet: { port: true } } }),
    `${WEB}.livenessProbe.httpGet.port`,
    /^expected an integer of 32 bits or a text/,
  ),
  refused(web({ lifecycle: { preStop: {} } }), `${WEB}.lifecycle.preStop`, /^expected a handler/),
  refused(
    web({ securityContext: { runAsUser: -1 } }),
    `${WEB}.securityContext.runAsUser`,
    /^expected a number from 0/,
  ),
  refused(
    { spec: { tolerations: [{ operator: 'Equal' }] } },
    'spec.tolerations[0]',
    /^expected operator Exists/,
  ),
  refused(
    { spec: { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 }] } },
    'spec.tolerations[0]',
    /^expected effect NoExecute/,
  ),
  refused(
    { spec: { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] } },
    'spec.tolerations[0]',
    /^expected no value/,
  ),
  refused(
    { spec: { tolerations: [{ key: 'a', effect: 'Never' }] } },
    'spec.tolerations[0].effect',
    /^expected one of/,
  ),
  refused(
    { spec: { tolerations: [{ key: 'a', value: '?' }] } },
    'spec.tolerations[0]',
    /^expected the value of a label/,
  ),
  refused({ spec: { tolerations: [{ key: 'a?' }] } }, 'spec.tolerations[0]', /^expected a key/),
  refused(
    { spec: { topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }] } },
    'spec.topologySpreadConstraints',
    /^expected different constraints, got "zone with ScheduleAnyway" twice$/,
  ),
  refused(
    { spec: { topologySpreadConstraints: [{ topologyKey: 'zone', maxSkew: 0 }] } },
    'spec.topologySpreadConstraints[zone].maxSkew',
    /^expected a number from 1/,
  ),
  refused(
    { spec: { volumes: [{ name: 'conf', emptyDir: {} }] } },
    'spec.volumes[conf]',
    /^expected one source, got configMap, emptyDir: set the one that the pod has to null$/,
  ),
  refused({ spec: { volumes: [{ name: 'A', emptyDir: {} }] } }, 'spec.volumes[A].name', /^expected a name/),
  refused(
    { spec: { volumes: [{ name: 'a', emptyDir: { sizeLimit: '-1' } }] } },
    'spec.volumes[a].emptyDir.sizeLimit',
    /^expected at least 0/,
  ),
  refused(
    { spec: { volumes: [{ name: 'conf', configMap: { defaultMode: 512 } }] } },
    'spec.volumes[conf].configMap.defaultMode',
    /^expected a number from 0 to 511, got 512$/,
  ),
  refused(
    { spec: { securityContext: { fsGroup: 2 ** 31 } } },
    'spec.securityContext.fsGroup',
    /^expected a number from/,
  ),
  refused(
    { spec: { imagePullSecrets: { name: 'a' } } },
    'spec.imagePullSecrets',
    /^expected a list, got an object$/,
  ),
  refused(nodes(), NODES, /^expected a term, got none$/),
  refused(
    nodes({ key: 'zone', operator: 'In' }),
    `${NODES}[0].matchExpressions[0].values`,
    /^expected values beside operator In, got none$/,
  ),
  refused(
    nodes({ key: 'zone', operator: 'Exists', values: ['a'] }),
    `${NODES}[0].matchExpressions[0].values`,
    /^expected no values beside operator Exists, got 1: remove them$/,
  ),
  refused(
    nodes({ key: 'cores', operator: 'Gt', values: ['1', '2'] }),
    `${NODES}[0].matchExpressions[0].values`,
    /^expected one value beside operator Gt, got 2$/,
  ),
  refused(
    nodes({ key: '?', operator: 'Exists' }),
    `${NODES}[0].matchExpressions[0].key`,
    /^expected a key such as/,
  ),
  refused(apart({ labelSelector: {} }), `${APART}.topologyKey`, /^expected a key such as .* got ""$/),
  refused(
    apart({
      topologyKey: 'zone',
      labelSelector: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: [] }] },
    }),
    `${APART}.labelSelector.matchExpressions[0].values`,
    /^expected values beside operator NotIn/,
  ),
  refused(
    web({ lifecycle: { preStop: { exec: {} } } }),
    `${WEB}.lifecycle.preStop.exec`,
    /^expected command, which is missing: add it$/,
  ),
  refused(
    web({ startupProbe: { httpGet: { path: '/' } } }),
    `${WEB}.startupProbe.httpGet`,
    /^expected port, which is missing/,
  ),
  refused(
    web({ env: [{ name: 'B', valueFrom: { secretKeyRef: { name: 'a' } } }] }),
    `${WEB}.env[B].valueFrom.secretKeyRef`,
    /^expected key, which is missing/,
  ),
  refused(
    web({ env: [{ name: 'B', valueFrom: {} }] }),
    `${WEB}.env[B].valueFrom`,
    /^expected a source, got none$/,
  ),
  refused(web({ env: [{ name: 'A=B' }] }), `${WEB}.env[A=B].name`, /^expected the name of a variable/),
  refused(web({ envFrom: [{ prefix: 'A_' }] }), `${WEB}.envFrom[0]`, /^expected a source, got none$/),
  refused(
    web({ envFrom: [{ secretRef: { name: 'a' }, configMapRef: { name: 'b' } }] }),
    `${WEB}.envFrom[0]`,
    /^expected one source, got/,
  ),
  refused(
    web({ envFrom: [{ secretRef: {} }] }),
    `${WEB}.envFrom[0].secretRef`,
    /^expected name, which is missing/,
  ),
  refused(
    { spec: { volumes: [{ name: 'a', configMap: {} }] } },
    'spec.volumes[a].configMap',
    /^expected name, which is missing/,
  ),
  refused(
    { spec: { volumes: [{ name: 'a', secret: { secretName: 'b', items: [{ key: 'c' }] } }] } },
    'spec.volumes[a].secret.items[0]',
    /^expected path, which is missing/,
  ),
  refused(
    { spec: { volumes: [{ name: 'a', configMap: { name: 'b', items: [{ key: 'c', path: '../c' }] } }] } },
    'spec.volumes[a].configMap.items[0].path',
    /^expected a path without '..', got "..\/c"$/,
  ),
  refused(
    { spec: { volumes: [{ name: 'a', csi: { readOnly: true } }] } },
    'spec.volumes[a].csi',
    /^expected driver/,
  ),
  refused(
    { spec: { volumes: [{ name: 'a', nfs: { server: 'b' } }] } },
    'spec.volumes[a].nfs',
    /^expected path/,
  ),
  refused(
    { spec: { volumes: [{ name: 'a', hostPath: { path: '/b/../c' } }] } },
    'spec.volumes[a].hostPath.path',
    /^expected a path without/,
  ),
  refused({ spec: { volumes: [{ name: 'a', image: {} }] } }, 'spec.volumes[a].image', /^expected reference/),
  refused(
    { spec: { volumes: [{ name: 'a', ephemeral: {} }] } },
    'spec.volumes[a].ephemeral',
    /^expected volumeClaimTemplate/,
  ),
  refused(
    {
      spec: {
        volumes: [
          { name: 'a', projected: { sources: [{ configMap: { name: 'a' }, secret: { name: 'b' } }] } },
        ],
      },
    },
    'spec.volumes[a].projected.sources[0]',
    /^expected one source, got configMap, secret/,
  ),
  refused(
    web({ volumeMounts: [{ mountPath: '/a', name: 'conf', subPath: '../b' }] }),
    `${WEB}.volumeMounts[/a].subPath`,
    /^expected a path without/,
  ),
  refused(
    web({ volumeMounts: [{ mountPath: '/a', name: 'conf', subPath: 'b', subPathExpr: 'c' }] }),
    `${WEB}.volumeMounts[/a]`,
    /^expected one of subPath and subPathExpr, got both$/,
  ),
  refused(
    web({ volumeMounts: [{ mountPath: '/a', name: 'conf', recursiveReadOnly: 'Enabled' }] }),
    `${WEB}.volumeMounts[/a].recursiveReadOnly`,
    /^expected readOnly: true beside Enabled: add it$/,
  ),
  refused(
    web({ livenessProbe: { successThreshold: 2 } }),
    `${WEB}.livenessProbe.successThreshold`,
    /^expected 1, .* got 2$/,
  ),
  refused(
    web({ readinessProbe: { exec: { command: ['a'] }, terminationGracePeriodSeconds: 5 } }),
    `${WEB}.readinessProbe.terminationGracePeriodSeconds`,
    /^expected none/,
  ),
  refused(
    { spec: { initContainers: [{ name: 'init', readinessProbe: { exec: { command: ['a'] } } }] } },
    'spec.initContainers[init].readinessProbe',
    /^expected none in an init container that is no sidecar/,
  ),
  refused(
    web({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    `${WEB}.securityContext.allowPrivilegeEscalation`,
    /^expected true beside privileged: true, got false/,
  ),
  refused(
    web({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
    `${WEB}.securityContext.seccompProfile.localhostProfile`,
    /^expected one, for the type is Localhost$/,
  ),
  refused(
    { spec: { hostPID: true, shareProcessNamespace: true } },
    'spec.shareProcessNamespace',
    /^expected none beside hostPID/,
  ),
  refused({ spec: { dnsPolicy: 'None' } }, 'spec.dnsConfig.nameservers', /^expected some beside/),
  refused(
    { spec: { dnsConfig: { nameservers: ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'] } } },
    'spec.dnsConfig.nameservers',
    /^expected at most 3, got 4$/,
  ),
  refused(
    { spec: { dnsConfig: { nameservers: ['dns'] } } },
    'spec.dnsConfig.nameservers',
    /^expected an IP address, got "dns"$/,
  ),
  refused(
    { spec: { dnsConfig: { options: [{ value: '2' }] } } },
    'spec.dnsConfig.options[0]',
    /^expected name, which is missing/,
  ),
  refused(
    { spec: { hostAliases: [{ ip: '10.0.0', hostnames: ['a'] }] } },
    'spec.hostAliases[10.0.0].ip',
    /^expected an IP address/,
  ),
  refused(
    { spec: { hostAliases: [{ ip: '192.0.2.1', hostnames: ['a', 'A_b'] }] } },
    'spec.hostAliases[192.0.2.1].hostnames',
    /^expected names of hosts, got A_b$/,
  ),
  refused(
    { spec: { readinessGates: [{ conditionType: 'a b' }] } },
    'spec.readinessGates[0].conditionType',
    /^expected a name such as example.com\/ready/,
  ),
  refused(
    { spec: { schedulingGates: [{ name: 'a b' }] } },
    'spec.schedulingGates[a b].name',
    /^expected a name such as/,
  ),
  refused(
    { spec: { resourceClaims: [{ name: 'gpu' }] } },
    'spec.resourceClaims[gpu]',
    /^expected a source, got none$/,
  ),
  refused(
    { spec: { topologySpreadConstraints: [{ topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }] } },
    'spec.topologySpreadConstraints[a]',
    /^expected maxSkew, which is missing/,
  ),
  refused(
    apart({ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'a b' } } }),
    `${APART}.labelSelector.matchLabels.app`,
    /^expected the value of a label/,
  ),
  refused(
    {
      spec: {
        volumes: [{ name: 'conf', $patch: 'delete' }],
        containers: [{ name: 'web', volumeMounts: [{ mountPath: '/a', name: 'conf' }] }],
      },
    },
    'spec.volumes[conf]',
    /^expected the volume to stay, or no mount of it, got one in web: delete the mount, too$/,
  ),
  refused(
    web({ resources: { limits: { 'example.com/gpu': '500m' } } }),
    `${WEB}.resources.limits[example.com/gpu]`,
    /^expected a whole number, got 500m$/,
  ),
  refused(
    web({ lifecycle: { preStop: { sleep: { seconds: 31 } } } }),
    `${WEB}.lifecycle.preStop.sleep.seconds`,
    /^expected at most the pod's terminationGracePeriodSeconds, 30, got 31$/,
  ),
  refused(
    {
      spec: {
        terminationGracePeriodSeconds: 5,
        ...web({ lifecycle: { preStop: { sleep: { seconds: 6 } } } }).spec,
      },
    },
    `${WEB}.lifecycle.preStop.sleep.seconds`,
    /, 5, got 6$/,
  ),
];

/** What the API server takes, however it looks. */
export const TAKEN: readonly object[] = [
  {},
  web({ lifecycle: { preStop: { sleep: { seconds: 30 } } } }),
  {
    spec: {
      terminationGracePeriodSeconds: 60,
      ...web({ lifecycle: { preStop: { sleep: { seconds: 60 } } } }).spec,
    },
  },
  web({ resources: { limits: { 'example.com/gpu': '2000m' } } }),
  web({ resources: { limits: { 'example.com/gpu': '1k' }, requests: { 'example.com/gpu': 1000 } } }),
  { spec: { volumes: [{ name: 'conf', $patch: 'delete' }] } },
  { spec: { hostAliases: [{ ip: '2001:db8::1', hostnames: ['a.b'] }, { ip: '192.0.2.1' }] } },
  { spec: { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1'], options: [{ name: 'a' }] } } },
  {
    spec: {
      initContainers: [
        { name: 'init', restartPolicy: 'Always', lifecycle: { preStop: { sleep: { seconds: 1 } } } },
      ],
    },
  },
  { spec: { readinessGates: [{ conditionType: 'example.com/a' }], schedulingGates: [{ name: 'b' }] } },
  {
    spec: {
      volumes: [
        { name: 'a', hostPath: { path: '/b..c', type: '' } },
        { name: 'b', projected: {} },
      ],
    },
  },
  web({ envFrom: [{ prefix: '1-', secretRef: { name: 'a', optional: true } }] }),
  web({
    env: [
      { name: 'a b', value: '' },
      { name: '1.C', valueFrom: { fieldRef: { fieldPath: 'status.podIPs' } } },
    ],
  }),
  web({
    volumeMounts: [
      { mountPath: '/a', name: 'conf', subPath: 'a..b', readOnly: true, recursiveReadOnly: 'IfPossible' },
    ],
  }),
  web({ livenessProbe: { successThreshold: 1, terminationGracePeriodSeconds: 5 } }),
  web({ securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_NICE'] } } }),
  apart({ topologyKey: 'zone' }),
  labels({ role: '', 'example.com/a_b.C': 'a_b.C-9' }),
  { metadata: { annotations: { 'Example.COM/a': 'any text: {"a": 1}' } } },
  { metadata: { finalizers: ['example.com/backup', 'orphan'] } },
  { spec: { nodeSelector: { 'topology.kubernetes.io/zone': '' } } },
  { spec: { restartPolicy: 'Never' } },
  { spec: { dnsPolicy: '' } },
  { spec: { terminationGracePeriodSeconds: -1 } },
  { spec: { schedulingGates: [{ name: 'example.com/wait' }] } },
  web({ imagePullPolicy: '' }),
  web({ ports: [{ containerPort: 53, protocol: 'UDP', hostPort: 0 }] }),
  web({ ports: [{ containerPort: 81, name: 'a-1' }] }),
  web({ resources: { requests: { cpu: 1, memory: '1024Mi' } } }),
  web({ resources: { requests: { cpu: '1e0', memory: '1073741824000m' } } }),
  web({ resources: { requests: { cpu: '+.5', memory: '1.' } } }),
  web({ resources: { requests: { cpu: 0 }, limits: { 'example.com/gpu': 1 } } }),
  web({ resources: { limits: null, requests: { cpu: '1000Ei' } } }),
  web({ resources: { limits: { 'kubernetes.io/batch': 1 } } }),
  web({ env: [{ name: 'A', value: '', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
  web({ env: [{ name: 'B' }] }),
  web({ livenessProbe: { httpGet: null, tcpSocket: { port: 'http' } } }),
  web({ livenessProbe: { periodSeconds: 0 } }),
  { spec: { tolerations: [{ operator: 'Exists' }, { key: 'a' }, { key: 'a' }] } },
  { spec: { volumes: [{ name: 'none' }] } },
  { spec: { volumes: [{ name: 'conf', $retainKeys: ['name', 'emptyDir'], emptyDir: { sizeLimit: 0 } }] } },
  nodes(
    { key: 'zone', operator: 'NotIn', values: [''] },
    { key: 'a.b/c', operator: 'DoesNotExist', values: [] },
  ),
  apart({ topologyKey: 'zone', labelSelector: null }),
  added({}),
  nodes(
    { key: 'zone', operator: 'NotIn', values: [''] },
    { key: 'a.b/c', operator: 'DoesNotExist', values: [] },
  ),
  nodes({ key: 'cores', operator: 'Lt', values: ['8'] }),
  apart({ topologyKey: 'zone', labelSelector: null }),
  apart({ topologyKey: 'zone', labelSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }),
];

/** What the API server takes, and the StatefulSet controller does not. */
export const OF_CLAIMS: readonly Refused[] = [
  { spec: { volumes: [{ name: 'data', $patch: 'delete' }] } },
  { spec: { volumes: [{ $patch: 'replace' }] } },
  { spec: { volumes: [{ name: 'data', $retainKeys: ['name', 'emptyDir'], emptyDir: {} }] } },
].map(patch => refused(patch, 'spec.volumes[data]', /^expected the volume of a claim to stay/));
