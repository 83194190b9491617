import { isDeepStrictEqual } from 'node:util';
import type { Pod } from '../src/admission/pod.ts';
import type { FieldsOfPods } from './expectations.ts';
import { readPatched } from './read-patched.ts';
import { readPath } from './read-path.ts';

/** Says where the fields that patches have set differ from what they must be, each difference in a sentence. */
export function findFieldMistakes(
  pods: readonly { readonly name: string; readonly after: Pod }[],
  expected: FieldsOfPods,
): string[] {
  return pods.flatMap(({ name, after }) => {
    const fields = expected[name] ?? {};
    const paths = new Set([...Object.keys(fields), ...readPatched(after)]);
    return [...paths].flatMap(path => compare(after, path, fields).map(mistake => `${name}: ${mistake}`));
  });
}

function compare(pod: Pod, path: string, fields: FieldsOfPods[string]): string[] {
  if (!Object.hasOwn(fields, path)) return [`field ${path}: expected-fields.yaml does not have it`];
  if (!readPatched(pod).includes(path)) return [`field ${path}: the status does not list it`];
  const [expected, got] = [fields[path], readPath(pod, path)];
  if (isDeepStrictEqual(expected, got)) return [];
  return [`field ${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`];
}
