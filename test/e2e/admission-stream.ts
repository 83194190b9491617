import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { read } from './kubectl.ts';
import { openPodApi, type PodApi } from './pod-api.ts';
import { assertMounted } from './pods.ts';

export interface AdmissionStream {
  /** Ends the stream, once or more, and says what came of it. */
  stop(): Promise<Admitted>;
}

export interface Admitted {
  readonly admitted: number;
  /** Why others were not. */
  readonly failures: readonly string[];
  /** Milliseconds that the slowest call took, be it admitted or not. */
  readonly slowest: number;
}

/** How one worker of a stream has pods made. */
export type Way = (api: PodApi, pod: object) => Promise<V1Pod>;

/** As a dry run. */
export const tryOut: Way = (api, pod) => api.tryOut(pod);

/** For good, and deleted at once: no scheduler and no kubelet has anything to do with it. */
export const createAndDelete: Way = (api, pod) =>
  api.createAndDelete({ ...pod, spec: { ...Object(Object(pod).spec), schedulerName: 'none' } });

/** Beyond those of the pods that are really there. */
const FIRST_ORDINAL = 1_000;

/**
 * Has the API server admit pods of a StatefulSet, about 10 in a second for each worker, which is more than
 * containers can be started here. As it comes they are dry runs.
 */
export async function streamAdmissions(
  namespace: string,
  name: string,
  ways: readonly Way[] = [tryOut, tryOut],
): Promise<AdmissionStream> {
  const set = await read<StatefulSetObject>(namespace, 'statefulset', name);
  const api = await openPodApi(namespace);
  const failures: string[] = [];
  let [next, admitted, slowest, stopped] = [FIRST_ORDINAL, 0, 0, false];
  const work = async (way: Way) => {
    for (; !stopped; await sleep(100)) {
      const ordinal = next++;
      const start = performance.now();
      try {
        assertMounted(await way(api, makePod(set, ordinal)), `node-${ordinal}`);
        admitted++;
      } catch (error) {
        failures.push(String(error));
      }
      slowest = Math.max(slowest, performance.now() - start);
    }
  };
  const workers = ways.map(work);
  return {
    async stop() {
      stopped = true;
      await Promise.all(workers);
      return { admitted, failures, slowest };
    },
  };
}
