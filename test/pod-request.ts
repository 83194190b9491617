import type { AdmissionRequest } from '../src/admission/review.ts';

/** The request for the creation of a pod in namespace `default`. The pod is copied: admit changes its own, and no two parts of it are one. */
export function podRequest(pod: { readonly metadata: { readonly name?: string } }): AdmissionRequest {
  return {
    uid: '0df28fbd-5f5f-11e8-bc74-36e6bb280816',
    operation: 'CREATE',
    resource: { group: '', version: 'v1', resource: 'pods' },
    namespace: 'default',
    name: pod.metadata.name ?? '',
    object: JSON.parse(JSON.stringify(pod)),
  };
}
