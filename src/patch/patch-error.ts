/** A patch cannot be applied. The message says where, what was expected, what came, and what to do. */
export class PatchError extends Error {
  override name = 'PatchError';
  /** From the pod's top, such as `spec.containers[mysql].env`. */
  readonly path: string;
  /** The message without the path. */
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}
