import type { Pod } from '../src/admission/pod.ts';
import type { Row } from './list-rows.ts';
import { readPatched } from './read-patched.ts';
import { readPath } from './read-path.ts';

/** A row for each field of a pod that patches have set. Of what is no value and no list of texts, only the path is shown. */
export function listFieldRows(pod: Pod): Row[] {
  return readPatched(pod).map(path => ({
    what: 'field',
    where: path.replace(/^spec\./, ''),
    entries: describe(readPath(pod, path)),
  }));
}

function describe(value: unknown): string[] {
  const values = [value].flat();
  return values.every(one => typeof one !== 'object') ? values.map(String) : ['…'];
}
