/** The kubeconfig has no context of the name that was asked for. */
export class UnknownContextError extends Error {
  override name = 'UnknownContextError';
}
