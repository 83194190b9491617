import { Ajv, type ValidateFunction } from 'ajv';

/**
 * Compiles a schema of ours. Strict mode refuses keywords and types that there are not; to check it against the
 * schema of schemas, too, would cost every start 50 ms and 10 MB.
 *
 * @param allErrors goes on behind the first thing that is wrong.
 */
export function compileSchema<T>(schema: object, { allErrors = false } = {}): ValidateFunction<T> {
  const options = { allErrors, verbose: true, allowUnionTypes: true, meta: false, validateSchema: false };
  return new Ajv(options).compile<T>(schema);
}
