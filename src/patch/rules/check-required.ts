import type { JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

/** Fields that the API server takes in no object of a type without a value, by that type. Names of elements are looked at elsewhere. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  CSIVolumeSource: ['driver'],
  ConfigMapEnvSource: ['name'],
  ConfigMapKeySelector: ['name', 'key'],
  ConfigMapProjection: ['name'],
  ConfigMapVolumeSource: ['name'],
  DownwardAPIVolumeFile: ['path'],
  EphemeralVolumeSource: ['volumeClaimTemplate'],
  ExecAction: ['command'],
  HTTPGetAction: ['port'],
  HostAlias: ['ip'],
  HostPathVolumeSource: ['path'],
  ImageVolumeSource: ['reference'],
  KeyToPath: ['key', 'path'],
  NFSVolumeSource: ['server', 'path'],
  ObjectFieldSelector: ['fieldPath'],
  PodDNSConfigOption: ['name'],
  PodReadinessGate: ['conditionType'],
  PreferredSchedulingTerm: ['weight'],
  ResourceFieldSelector: ['resource'],
  SecretEnvSource: ['name'],
  SecretKeySelector: ['name', 'key'],
  SecretProjection: ['name'],
  SecretVolumeSource: ['secretName'],
  ServiceAccountTokenProjection: ['path'],
  Sysctl: ['name'],
  TCPSocketAction: ['port'],
  TopologySpreadConstraint: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'],
  VolumeDevice: ['name'],
  VolumeMount: ['name'],
  WeightedPodAffinityTerm: ['weight', 'podAffinityTerm'],
};

export function checkRequired(type: string, object: JsonObject, path: string): readonly Complaint[] {
  const fields = Object.hasOwn(REQUIRED, type) ? (REQUIRED[type] ?? []) : [];
  return fields
    .filter(field => !Object.hasOwn(object, field) || isNone(object[field]))
    .map(field => ({ path, message: `expected ${field}, which is missing: add it` }));
}

function isNone(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
