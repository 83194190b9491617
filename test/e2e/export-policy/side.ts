import type { V1Pod } from '@kubernetes/client-node';
import type { StatefulSetObject } from '../../../src/admission/statefulset.ts';
import { STATUS_ANNOTATION } from '../../../src/admission/status.ts';
import { openApiServer } from '../api-server.ts';
import { openPodApi } from '../pod-api.ts';
import { withoutPods } from '../round-trips.ts';

/** A namespace whose pods are configured in one of the two ways. */
export interface Side {
  readonly namespace: string;
  /** What the API server answers to a dry run. */
  tryOut(pod: object): Promise<Verdict>;
  /** Creates a set that no controller can make pods of, and gives its uid. */
  createSet(set: StatefulSetObject): Promise<string | undefined>;
}

export interface Verdict {
  readonly outcome: 'denied' | 'left alone' | 'configured';
  /** Without what differs whoever configures it. Absent if it is denied. */
  readonly pod?: object;
  readonly status?: string | undefined;
  /** Of a denial. */
  readonly message?: string;
}

export async function openSide(namespace: string): Promise<Side> {
  const server = await openApiServer();
  const api = await openPodApi(namespace);
  return {
    namespace,
    async tryOut(pod) {
      try {
        return readVerdict(await api.tryOut(pod));
      } catch (error) {
        const { message } = error as Error;
        if (/answered (403|422|503)/.test(message)) return { outcome: 'denied', message };
        throw error;
      }
    },
    async createSet({ metadata: { uid, ...metadata }, ...set }) {
      const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;
      const created = await server.call<StatefulSetObject>(
        'POST',
        path,
        [201],
        withoutPods({ ...set, metadata }),
      );
      return created.metadata.uid;
    },
  };
}

function readVerdict({ metadata, ...pod }: V1Pod): Verdict {
  const { uid, creationTimestamp, managedFields, namespace, ownerReferences, annotations, ...others } =
    metadata ?? {};
  const { [STATUS_ANNOTATION]: status, ...rest } = annotations ?? {};
  const owners = ownerReferences?.map(({ uid: _, ...owner }) => owner);
  const compared = { ...pod, metadata: { ...others, annotations: rest, owners } };
  return { outcome: status === undefined ? 'left alone' : 'configured', pod: compared, status };
}
