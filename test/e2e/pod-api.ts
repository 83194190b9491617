import type { V1Pod } from '@kubernetes/client-node';
import { openApiServer } from './api-server.ts';

/** Makes pods as a controller does. */
export interface PodApi {
  /** All of the admission, and nothing that stays. */
  tryOut(pod: object): Promise<V1Pod>;
  /** A pod that is there, and is taken away at once. */
  createAndDelete(pod: object): Promise<V1Pod>;
}

/** Whatever the API server does not do is an Error that says what it answered, or that it gave no answer. */
export async function openPodApi(namespace: string): Promise<PodApi> {
  const server = await openApiServer();
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  return {
    tryOut: pod => server.call('POST', `${pods}?dryRun=All`, [201], pod),
    async createAndDelete(pod) {
      const created = await server.call<V1Pod>('POST', pods, [201], pod);
      // A controller may have been faster.
      await server.call('DELETE', `${pods}/${created.metadata?.name}?gracePeriodSeconds=0`, [200, 404]);
      return created;
    },
  };
}
