import { Ajv, type ValidateFunction } from 'ajv';

/**
 * Compiles a schema of ours. Strict mode refuses keywords and types that there are not; to check it against the
 * schema of schemas, too, would cost every start 50 ms and 10 MB.
 */
export function compileSchema<T>(schema: object): ValidateFunction<T> {
  const options = { verbose: true, allowUnionTypes: true, meta: false, validateSchema: false } as const;
  return new Ajv(options).compile<T>(schema);
}
