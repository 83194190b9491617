import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { Agent, request } from 'undici';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { read } from './kubectl.ts';
import { assertMounted } from './pods.ts';

export interface AdmissionStream {
  /** Ends the stream, once or more; says how many pods were admitted, and why others were not. */
  stop(): Promise<{ readonly admitted: number; readonly failures: readonly string[] }>;
}

/** Beyond those of the pods that are really there. */
const FIRST_ORDINAL = 1_000;

/**
 * Has the API server admit pods of a StatefulSet, about 20 in a second, which is more than containers
 * can be started here. They are dry runs: all of the admission, nothing that stays.
 */
export async function streamAdmissions(namespace: string, name: string): Promise<AdmissionStream> {
  const set = await read<StatefulSetObject>(namespace, 'statefulset', name);
  const create = await makeDryRun(namespace);
  const failures: string[] = [];
  let [next, admitted, stopped] = [FIRST_ORDINAL, 0, false];
  const work = async () => {
    for (; !stopped; await sleep(100)) {
      const ordinal = next++;
      try {
        assertMounted(await create(makePod(set, ordinal)), `node-${ordinal}`);
        admitted++;
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  const workers = [work(), work()];
  return {
    async stop() {
      stopped = true;
      await Promise.all(workers);
      return { admitted, failures };
    },
  };
}

async function makeDryRun(namespace: string): Promise<(pod: object) => Promise<V1Pod>> {
  const access = await findApiAccess(undefined, {});
  const { origin, prefix, headers, tls } = await access.readCredentials();
  const dispatcher = new Agent({ connect: { ...tls } });
  const url = `${origin}${prefix}/api/v1/namespaces/${namespace}/pods?dryRun=All`;
  return async pod => {
    const { statusCode, body } = await request(url, {
      dispatcher,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(pod),
    });
    const text = await body.text();
    if (statusCode !== 201) throw new Error(`the API server answered ${statusCode}: ${text}`);
    return JSON.parse(text) as V1Pod;
  };
}
