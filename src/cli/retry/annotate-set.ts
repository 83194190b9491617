import type { ApiConnection } from '../../cluster/api-connection.ts';
import { ApiError } from '../../cluster/api-error.ts';
import { nameKind } from '../../status/name-kind.ts';
import { CORE, KRUISE } from '../status/read-sets.ts';

/** On the StatefulSet itself. Its controller compares nothing of it: that something changed is what counts. */
const RETRIED_ANNOTATION = 'per-pod-config/retried-at';

export interface SetToAnnotate {
  readonly namespace: string;
  readonly name: string;
  /** As the user wrote it (`sts/`, `asts/`, `statefulset.apps.kruise.io/`), or empty. */
  readonly kind: string;
}

/**
 * Annotates a StatefulSet, and gives its kind with the group. Of one name there may be Kubernetes' own and OpenKruise's: if the
 * user says neither, it is Kubernetes' own where that exists.
 *
 * @throws Error saying why it was not annotated.
 */
export async function annotateSet(
  connection: ApiConnection,
  set: SetToAnnotate,
  now: Date,
  stop: AbortSignal,
): Promise<string> {
  for (const apiVersion of listApis(set.kind)) {
    const path = `/apis/${apiVersion}/namespaces/${set.namespace}/statefulsets/${set.name}`;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT)]);
    const body = JSON.stringify({ metadata: { annotations: { [RETRIED_ANNOTATION]: now.toISOString() } } });
    const response = await connection.patch(`${path}?${MANAGER}`, MERGE_PATCH, body, signal);
    if (response.status === 200) return nameKind({ apiVersion });
    if (response.status === 403) throw new Error(explainForbidden(response, set.namespace));
    if (response.status !== 404) throw new ApiError(response);
  }
  throw new Error('does not exist');
}

function listApis(kind: string): readonly string[] {
  if (kind.startsWith('asts') || kind.includes('.kruise.')) return [KRUISE];
  return kind.includes('.apps') ? [CORE] : [CORE, KRUISE];
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
