import { makePod } from './make-pod.ts';

/** A request as the API server sends it, for one pod. */
export interface Review {
  readonly pod: object;
  readonly body: string;
}

/** Bytes of a body, about. */
export const SIZES = { small: 2_800, typical: 12_000, large: 200_000 } as const;

export type Size = keyof typeof SIZES;

/** Reviews of pods of one StatefulSet with different ordinals. */
export function makeReviews(size: Size, annotation: string | undefined): Review[] {
  const variables = countVariables(SIZES[size], annotation);
  return Array.from({ length: PODS }, (_, ordinal) => makeReview(ordinal, variables, annotation));
}

/** More than one, so that nobody can do well by remembering an answer. */
const PODS = 16;

/** How many variables the containers have together when the review is as long as it is to be. */
function countVariables(bytes: number, annotation: string | undefined): number {
  const lengthWith = (count: number) => makeReview(0, count, annotation).body.length;
  const empty = lengthWith(0);
  const each = (lengthWith(STEP) - empty) / STEP;
  return Math.max(0, Math.round((bytes - empty) / each));
}

const STEP = 100;

function makeReview(ordinal: number, variables: number, annotation: string | undefined): Review {
  const pod = makePod(ordinal, variables, annotation);
  const kind = { group: '', version: 'v1', kind: 'Pod' };
  const resource = { group: '', version: 'v1', resource: 'pods' };
  const request = {
    uid: `0df28fbd-5f5f-11e8-bc74-36e6bb28${String(ordinal).padStart(4, '0')}`,
    kind,
    resource,
    requestKind: kind,
    requestResource: resource,
    name: `web-${ordinal}`,
    namespace: 'prod',
    operation: 'CREATE',
    userInfo: {
      username: 'system:serviceaccount:kube-system:statefulset-controller',
      uid: '3f1c0e7a-9f0b-4a53-8e0e-3f6f0f3f1b11',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
    },
    object: pod,
    oldObject: null,
    dryRun: false,
    options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
  };
  const review = { kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1', request };
  return { pod, body: JSON.stringify(review) };
}
