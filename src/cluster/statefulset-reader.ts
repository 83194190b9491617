import { dropNulls } from '../admission/drop-nulls.ts';
import type { StatefulSet, StatefulSetPart } from '../admission/look-up.ts';
import type { StatefulSetReference } from '../admission/owner.ts';
import { refuseManyValues } from '../bounds/refuse-many-values.ts';
import type { ApiConnection } from './api-connection.ts';
import { ApiError, parseJson } from './api-error.ts';
import { isObjectName } from './object-name.ts';

/**
 * Reads a StatefulSet from the API server, live: where there is no cache, none can be cold or stale.
 *
 * @throws Error when the API server gives no answer before `signal` aborts, or another one than expected.
 */
export async function readStatefulSet(
  connection: ApiConnection,
  namespace: string,
  reference: StatefulSetReference,
  part: StatefulSetPart,
  signal: AbortSignal,
): Promise<StatefulSet | undefined> {
  const path = findPath(namespace, reference);
  if (path === undefined) return undefined;
  const response = await connection.get(path, ACCEPT[part], signal);
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw new ApiError(response);
  return parseStatefulSet(response.body);
}

const ACCEPT: Readonly<Record<StatefulSetPart, string>> = {
  metadata: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  whole: 'application/json',
};

/**
 * Undefined for a name that no object can have. An owner reference can hold any text, and something like
 * `..` must not become part of a path.
 */
function findPath(namespace: string, { apiVersion, name }: StatefulSetReference): string | undefined {
  if (!isObjectName(name) || !isObjectName(namespace)) return undefined;
  return `/apis/${apiVersion}/namespaces/${namespace}/statefulsets/${name}`;
}

function parseStatefulSet(body: string): StatefulSet {
  refuseManyValues(body);
  const object = dropNulls(parseJson(body)) as Partial<StatefulSet> | undefined;
  if (typeof object?.metadata?.uid !== 'string') {
    throw new Error('the API server answered something that is no object with a uid');
  }
  return { metadata: object.metadata, ...(object.spec === undefined ? {} : { spec: object.spec }) };
}
