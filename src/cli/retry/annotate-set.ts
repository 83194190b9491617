import type { ApiConnection } from '../../cluster/api-connection.ts';
import { ApiError } from '../../cluster/api-error.ts';
import { nameKind } from '../../status/name-kind.ts';
import type { AskedSet } from '../status/read-asked.ts';
import { CORE, KRUISE } from '../status/read-sets.ts';

/** On the StatefulSet itself. Its controller compares nothing of it: that something changed is what counts. */
const RETRIED_ANNOTATION = 'per-pod-config/retried-at';

/**
 * Annotates a StatefulSet, and gives its kind with the group. Of one name there may be Kubernetes' own and OpenKruise's: if the
 * user says neither, it is Kubernetes' own where that exists.
 *
 * @throws Error saying why it was not annotated.
 */
export async function annotateSet(
  connection: ApiConnection,
  namespace: string,
  { name, apiVersion: asked }: AskedSet,
  now: Date,
  stop: AbortSignal,
): Promise<string> {
  for (const apiVersion of asked === undefined ? [CORE, KRUISE] : [asked]) {
    const path = `/apis/${apiVersion}/namespaces/${namespace}/statefulsets/${name}`;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT)]);
    const body = JSON.stringify({ metadata: { annotations: { [RETRIED_ANNOTATION]: now.toISOString() } } });
    const response = await connection.patch(`${path}?${MANAGER}`, MERGE_PATCH, body, signal);
    if (response.status === 200) return nameKind({ apiVersion });
    if (response.status === 403) throw new Error(explainForbidden(response, namespace));
    if (response.status !== 404) throw new ApiError(response);
  }
  throw new Error('does not exist');
}

/** An admission webhook may refuse it with 403, too: so what the API server says is repeated. */
function explainForbidden(response: ConstructorParameters<typeof ApiError>[0], namespace: string): string {
  const { message } = new ApiError(response);
  return `${message}. It takes permission to patch statefulsets in namespace ${namespace}`;
}

const MERGE_PATCH = 'application/merge-patch+json';

const MANAGER = new URLSearchParams({ fieldManager: 'per-pod-config-retry' });

/** Milliseconds: validating webhooks of a StatefulSet have up to 30 s. */
const TIMEOUT = 60_000;
