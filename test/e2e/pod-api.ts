import type { V1Pod } from '@kubernetes/client-node';
import { Agent, request } from 'undici';
import { findApiAccess } from '../../src/cluster/api-access.ts';

/** Makes pods as a controller does: hundreds in a second, where a kubectl makes a few. */
export interface PodApi {
  /** All of the admission, and nothing that stays. */
  tryOut(pod: object): Promise<V1Pod>;
  /** A pod that is there, and is taken away at once. */
  createAndDelete(pod: object): Promise<V1Pod>;
}

/** Whatever the API server does not do is an Error that says what it answered, or that it gave no answer. */
export async function openPodApi(namespace: string): Promise<PodApi> {
  const access = await findApiAccess(undefined, {});
  const { origin, prefix, headers, tls } = await access.readCredentials();
  const dispatcher = new Agent({ connect: { ...tls } });
  const pods = `${origin}${prefix}/api/v1/namespaces/${namespace}/pods`;
  const call = async (method: 'POST' | 'DELETE', url: string, expected: number[], object?: object) => {
    const response = await request(url, {
      dispatcher,
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      body: object === undefined ? null : JSON.stringify(object),
    }).catch((error: Error) => {
      throw new Error(`the API server gave no answer: ${error.message}`, { cause: error });
    });
    const { statusCode } = response;
    const text = await response.body.text();
    if (expected.includes(statusCode)) return JSON.parse(text);
    throw new Error(`the API server answered ${statusCode}: ${text}`);
  };
  return {
    tryOut: pod => call('POST', `${pods}?dryRun=All`, [201], pod),
    async createAndDelete(pod) {
      const created: V1Pod = await call('POST', pods, [201], pod);
      // A controller may have been faster.
      await call('DELETE', `${pods}/${created.metadata?.name}?gracePeriodSeconds=0`, [200, 404]);
      return created;
    },
  };
}
