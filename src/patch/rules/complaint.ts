export interface Complaint {
  /** From the pod's top, such as `spec.containers[mysql].image`. */
  readonly path: string;
  readonly message: string;
}
