import { type Note, noteAt } from './note.ts';
import type { Place } from './place.ts';

/** Notes a field that not every supported Kubernetes knows, once in an annotation: where it is not known, no error says so. */
export function noteNewer(feature: keyof typeof NEEDS, place: Place, notes: Note[]): void {
  const needs = NEEDS[feature];
  if (notes.some(({ message }) => message.endsWith(needs))) return;
  notes.push(noteAt('newer-field', place, needs));
}

/** pkg/features/kube_features.go of 1.37: where a feature is off, the API server drops its fields (pkg/api/pod/util.go). */
const NEEDS = {
  owners:
    'needs Kubernetes 1.37 with the feature gate AtomicWriteVolumeUserFields, which is off by default; without it, the API server drops the field without an error',
  image: 'needs Kubernetes 1.35; an older API server drops the volume and its mounts without an error',
  clusterTrustBundle:
    'a clusterTrustBundle needs Kubernetes 1.37; an older API server drops the source without an error',
  podCertificate:
    'a podCertificate needs Kubernetes 1.37; an older API server drops the source without an error',
} as const;
