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
        return readVerdict(await api.tryOut(pod), namespace);
      } catch (error) {
        const { message } = error as Error;
        if (/answered (403|422)/.test(message)) return { outcome: 'denied', message };
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

function readVerdict({ metadata, ...pod }: V1Pod, namespace: string): Verdict {
  const {
    uid,
    creationTimestamp,
    managedFields,
    ownerReferences,
    annotations = {},
    ...others
  } = metadata ?? {};
  const { [STATUS_ANNOTATION]: status, ...rest } = annotations;
  const owners = ownerReferences?.map(({ uid: _, ...owner }) => owner);
  let text = JSON.stringify({ ...pod, metadata: { ...others, annotations: rest, owners } });
  text = text.replaceAll(`"${namespace}"`, '"<namespace>"');
  for (const [key, content] of Object.entries(rest)) {
    // The webhook calls a file by the hash of its text, and there is no hash in CEL.
    if (key.startsWith(FILE))
      text = text.replaceAll(key, `${FILE}of-${Buffer.from(content).toString('hex')}`);
  }
  return { outcome: status === undefined ? 'left alone' : 'configured', pod: JSON.parse(text) as object };
}

const FILE = 'per-pod-config/file-';
