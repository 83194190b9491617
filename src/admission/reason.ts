/**
 * Why an admission ended as it did. One word, the same in the message, the log, the metric and the
 * audit annotation.
 */
export const Reason = {
  /** Not the creation of a pod, or a mirror pod. */
  notApplicable: 'not-applicable',
  /** No StatefulSet is the pod's controller owner. */
  notOwned: 'not-owned',
  /** Neither the pod nor its StatefulSet carries the annotation. */
  notAnnotated: 'not-annotated',
  /** The pod's StatefulSet does not exist (any more): the garbage collector will have the pod. */
  ownerGone: 'owner-gone',
  /** The name of the StatefulSet leaves its pods no room in their labels, or is no host name. */
  invalidName: 'invalid-name',
  /** The template of an annotated StatefulSet has annotations that only per-pod-config writes. */
  leftOverStatus: 'left-over-status',
  /** The pod is annotated but its name is not `<set>-<ordinal>`, or the StatefulSet has ordinals that no pod can have. */
  noOrdinal: 'no-ordinal',
  /** The StatefulSet could not be read in time. */
  lookupFailed: 'lookup-failed',
  /** The annotation needs the pods of the StatefulSet, which by now are others than this one. */
  surplus: 'surplus',
  /** The annotation is not valid. */
  invalidAnnotation: 'invalid-annotation',
  /** The pod already has something where its configuration belongs. */
  conflict: 'conflict',
  /** What would be put into the pod exceeds a bound. */
  tooLarge: 'too-large',
  /** The pod has its configuration. */
  mounted: 'mounted',
  /** The StatefulSet is annotated, and its pods can have what it asks for. */
  valid: 'valid',
  /** The admission review breaks the API's contract. */
  invalidReview: 'invalid-review',
  /** A defect of per-pod-config itself. */
  internalError: 'internal-error',
} as const;

export type Reason = (typeof Reason)[keyof typeof Reason];
