/** Texts that a field takes. Left out are fields to which a release, or a feature gate of one, adds others. */
export const CHOICES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AppArmorProfile.type', ['RuntimeDefault', 'Unconfined', 'Localhost']],
  ['Container.imagePullPolicy', ['Always', 'IfNotPresent', 'Never']],
  ['Container.terminationMessagePolicy', ['File', 'FallbackToLogsOnError']],
  ['Container.restartPolicy', ['Always', 'Never', 'OnFailure']],
  ['ContainerPort.protocol', ['TCP', 'UDP', 'SCTP']],
  [
    'HostPathVolumeSource.type',
    ['BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'],
  ],
  ['HTTPGetAction.scheme', ['HTTP', 'HTTPS']],
  ['LabelSelectorRequirement.operator', ['In', 'NotIn', 'Exists', 'DoesNotExist']],
  ['NodeSelectorRequirement.operator', ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']],
  ['PodOS.name', ['linux', 'windows']],
  ['PodSecurityContext.fsGroupChangePolicy', ['Always', 'OnRootMismatch']],
  ['PodSpec.dnsPolicy', ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']],
  ['PodSpec.restartPolicy', ['Always', 'OnFailure', 'Never']],
  ['SeccompProfile.type', ['RuntimeDefault', 'Unconfined', 'Localhost']],
  ['Toleration.effect', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']],
  ['Toleration.operator', ['Exists', 'Equal', 'Lt', 'Gt']],
  ['TopologySpreadConstraint.nodeAffinityPolicy', ['Honor', 'Ignore']],
  ['TopologySpreadConstraint.nodeTaintsPolicy', ['Honor', 'Ignore']],
  ['TopologySpreadConstraint.whenUnsatisfiable', ['DoNotSchedule', 'ScheduleAnyway']],
  ['VolumeMount.mountPropagation', ['None', 'HostToContainer', 'Bidirectional']],
]);

type Range = readonly [least: number, most: number];

const PORT = [1, 65_535] as const;
const MODE = [0, 0o777] as const;
const COUNT = [0, 2 ** 31 - 1] as const;
const WEIGHT = [1, 100] as const;

export const RANGES: ReadonlyMap<string, Range> = new Map<string, Range>([
  ['ConfigMapVolumeSource.defaultMode', MODE],
  ['ContainerPort.containerPort', PORT],
  // Zero is none.
  ['ContainerPort.hostPort', [0, PORT[1]]],
  ['DownwardAPIVolumeSource.defaultMode', MODE],
  ['GRPCAction.port', PORT],
  ['HTTPGetAction.port', PORT],
  ['KeyToPath.mode', MODE],
  ['PodSecurityContext.fsGroup', COUNT],
  ['PodSecurityContext.runAsGroup', COUNT],
  ['PodSecurityContext.runAsUser', COUNT],
  ['PodSpec.activeDeadlineSeconds', [1, COUNT[1]]],
  ['PreferredSchedulingTerm.weight', WEIGHT],
  ['Probe.failureThreshold', COUNT],
  ['Probe.initialDelaySeconds', COUNT],
  ['Probe.periodSeconds', COUNT],
  ['Probe.successThreshold', COUNT],
  ['Probe.timeoutSeconds', COUNT],
  ['ProjectedVolumeSource.defaultMode', MODE],
  ['SecretVolumeSource.defaultMode', MODE],
  ['SecurityContext.runAsGroup', COUNT],
  ['SecurityContext.runAsUser', COUNT],
  ['ServiceAccountTokenProjection.expirationSeconds', [600, 2 ** 32]],
  ['TCPSocketAction.port', PORT],
  ['TopologySpreadConstraint.maxSkew', [1, COUNT[1]]],
  ['TopologySpreadConstraint.minDomains', [1, COUNT[1]]],
  ['WeightedPodAffinityTerm.weight', WEIGHT],
]);
