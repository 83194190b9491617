import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl } from './kubectl.ts';
import { assertMounted, readPods } from './pods.ts';

/**
 * Deletes every pod of a StatefulSet as soon as it is there, so that the controller makes another one, until it
 * is over; gives the uids of all that it saw, each one configured.
 */
export async function churn(
  namespace: string,
  set: string,
  isOver: () => boolean,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  while (!isOver()) {
    for (const pod of await readPods(namespace, set)) {
      const { name = '', uid = '' } = pod.metadata ?? {};
      if (seen.has(uid)) continue;
      assertMounted(pod, `node-${name.split('-').at(-1)}`);
      await kubectl(['delete', 'pod', name, '-n', namespace, '--wait=false']);
      seen.add(uid);
    }
    await sleep(500);
  }
  return seen;
}
