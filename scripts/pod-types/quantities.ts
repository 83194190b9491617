/**
 * Fields that k8s.io/api/core/v1 1.37 types as `resource.Quantity` or `ResourceList`. The models of the client have texts there; the API
 * takes numbers, too.
 */
export const QUANTITIES: ReadonlySet<string> = new Set([
  'EmptyDirVolumeSource.sizeLimit',
  'PodSpec.overhead',
  'ResourceFieldSelector.divisor',
  'ResourceRequirements.limits',
  'ResourceRequirements.requests',
  'VolumeResourceRequirements.limits',
  'VolumeResourceRequirements.requests',
]);
