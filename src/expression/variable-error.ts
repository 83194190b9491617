/** A variable of the annotation has no value for a pod: its expression fails. */
export class VariableError extends Error {
  override name = 'VariableError';

  constructor(cause: unknown) {
    super('a variable has no value', { cause });
  }
}
