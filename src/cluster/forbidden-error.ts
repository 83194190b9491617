/** The user may not do this: of the whole, only this part cannot be told. */
export class ForbiddenError extends Error {
  override name = 'ForbiddenError';

  constructor(verb: 'get' | 'list', resource: string, namespace: string | undefined) {
    super(`no right to ${verb} ${resource}${namespace === undefined ? '' : ` in namespace ${namespace}`}`);
  }
}
