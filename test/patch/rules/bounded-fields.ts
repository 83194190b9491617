const web = (fields: object) => ({ spec: { containers: [{ name: 'web', ...fields }] } });
const volume = (source: object) => ({ spec: { volumes: [{ name: 'new', ...source }] } });
const affinity = (fields: object) => ({ spec: { affinity: fields } });
const probe = (fields: object) => web({ readinessProbe: { tcpSocket: { port: 80 }, ...fields } });
const handler = (fields: object) => web({ readinessProbe: fields });
const toleration = (fields: object) => ({ spec: { tolerations: [{ key: 'a', ...fields }] } });
const spread = (fields: object) => ({
  spec: {
    topologySpreadConstraints: [
      { topologyKey: 'new', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1, ...fields },
    ],
  },
});
const files = [{ key: 'a', path: 'a' }];
const requirement = (operator: unknown) =>
  operator === 'Exists' || operator === 'DoesNotExist'
    ? { key: 'a', operator }
    : { key: 'a', operator, values: ['1'] };
const term = { topologyKey: 'zone', labelSelector: {} };

/** A patch that sets the field, and is valid but for that. */
export const PATCHES: Readonly<Record<string, (value: unknown) => object>> = {
  'AppArmorProfile.type': type =>
    web({
      securityContext: {
        appArmorProfile: { type, ...(type === 'Localhost' ? { localhostProfile: 'a' } : {}) },
      },
    }),
  'ConfigMapVolumeSource.defaultMode': defaultMode => volume({ configMap: { name: 'a', defaultMode } }),
  'Container.imagePullPolicy': imagePullPolicy => web({ imagePullPolicy }),
  'Container.restartPolicy': restartPolicy => web({ restartPolicy }),
  'Container.terminationMessagePolicy': terminationMessagePolicy => web({ terminationMessagePolicy }),
  'ContainerPort.containerPort': containerPort => web({ ports: [{ containerPort }] }),
  'ContainerPort.hostPort': hostPort => web({ ports: [{ containerPort: 81, hostPort }] }),
  'ContainerPort.protocol': protocol => web({ ports: [{ containerPort: 81, protocol }] }),
  'DownwardAPIVolumeSource.defaultMode': defaultMode => volume({ downwardAPI: { defaultMode } }),
  'GRPCAction.port': port => handler({ grpc: { port } }),
  'HTTPGetAction.port': port => handler({ httpGet: { port } }),
  'HTTPGetAction.scheme': scheme => handler({ httpGet: { port: 80, scheme } }),
  'HostPathVolumeSource.type': type => volume({ hostPath: { path: '/a', type } }),
  'KeyToPath.mode': mode =>
    volume({ secret: { secretName: 'a', items: files.map(file => ({ ...file, mode })) } }),
  'LabelSelectorRequirement.operator': operator =>
    affinity({
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { ...term, labelSelector: { matchExpressions: [requirement(operator)] } },
        ],
      },
    }),
  'NodeSelectorRequirement.operator': operator =>
    affinity({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [requirement(operator)] }],
        },
      },
    }),
  'PodOS.name': name => ({ spec: { os: { name } } }),
  'PodSecurityContext.fsGroup': fsGroup => ({ spec: { securityContext: { fsGroup } } }),
  'PodSecurityContext.fsGroupChangePolicy': fsGroupChangePolicy => ({
    spec: { securityContext: { fsGroupChangePolicy } },
  }),
  'PodSecurityContext.runAsGroup': runAsGroup => ({ spec: { securityContext: { runAsGroup } } }),
  'PodSecurityContext.runAsUser': runAsUser => ({ spec: { securityContext: { runAsUser } } }),
  'PodSpec.activeDeadlineSeconds': activeDeadlineSeconds => ({ spec: { activeDeadlineSeconds } }),
  'PodSpec.dnsPolicy': dnsPolicy => ({ spec: { dnsPolicy, dnsConfig: { nameservers: ['192.0.2.1'] } } }),
  'PodSpec.restartPolicy': restartPolicy => ({ spec: { restartPolicy } }),
  'PreferredSchedulingTerm.weight': weight => {
    const preference = { matchExpressions: [{ key: 'a', operator: 'Exists' }] };
    return affinity({
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight, preference }] },
    });
  },
  'Probe.failureThreshold': failureThreshold => probe({ failureThreshold }),
  'Probe.initialDelaySeconds': initialDelaySeconds => probe({ initialDelaySeconds }),
  'Probe.periodSeconds': periodSeconds => probe({ periodSeconds }),
  'Probe.successThreshold': successThreshold => probe({ successThreshold }),
  'Probe.timeoutSeconds': timeoutSeconds => probe({ timeoutSeconds }),
  'ProjectedVolumeSource.defaultMode': defaultMode =>
    volume({ projected: { defaultMode, sources: [{ configMap: { name: 'a' } }] } }),
  'SeccompProfile.type': type =>
    web({
      securityContext: {
        seccompProfile: { type, ...(type === 'Localhost' ? { localhostProfile: 'a' } : {}) },
      },
    }),
  'SecretVolumeSource.defaultMode': defaultMode => volume({ secret: { secretName: 'a', defaultMode } }),
  'SecurityContext.runAsGroup': runAsGroup => web({ securityContext: { runAsGroup } }),
  'SecurityContext.runAsUser': runAsUser => web({ securityContext: { runAsUser } }),
  'ServiceAccountTokenProjection.expirationSeconds': expirationSeconds =>
    volume({ projected: { sources: [{ serviceAccountToken: { path: 'a', expirationSeconds } }] } }),
  'TCPSocketAction.port': port => handler({ tcpSocket: { port } }),
  'Toleration.effect': effect => toleration({ effect }),
  'Toleration.operator': operator =>
    toleration({ operator, ...(operator === 'Exists' ? {} : { value: '1' }) }),
  'TopologySpreadConstraint.maxSkew': maxSkew => ({
    spec: {
      topologySpreadConstraints: [{ topologyKey: 'new', whenUnsatisfiable: 'DoNotSchedule', maxSkew }],
    },
  }),
  'TopologySpreadConstraint.minDomains': minDomains => spread({ minDomains }),
  'TopologySpreadConstraint.nodeAffinityPolicy': nodeAffinityPolicy => spread({ nodeAffinityPolicy }),
  'TopologySpreadConstraint.nodeTaintsPolicy': nodeTaintsPolicy => spread({ nodeTaintsPolicy }),
  'TopologySpreadConstraint.whenUnsatisfiable': whenUnsatisfiable => ({
    spec: { topologySpreadConstraints: [{ topologyKey: 'new', whenUnsatisfiable, maxSkew: 1 }] },
  }),
  'VolumeMount.mountPropagation': mountPropagation =>
    web({
      securityContext: { privileged: true },
      volumeMounts: [{ name: 'conf', mountPath: '/conf', mountPropagation }],
    }),
  'WeightedPodAffinityTerm.weight': weight =>
    affinity({
      podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight, podAffinityTerm: term }] },
    }),
};
