import { AssertionError } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl } from './kubectl.ts';
import { assertMounted, readPods } from './pods.ts';

/**
 * Deletes every pod of a StatefulSet as soon as it is there, so that the controller makes another one, until it
 * is over and once more then; gives the uids of all that it saw, each one configured. `onError` hears when kubectl fails; as it comes,
 * that is an end.
 */
export async function churn(
  namespace: string,
  set: string,
  isOver: () => boolean,
  onError: (error: unknown) => void = fail,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let last = false; !last; await sleep(500)) {
    last = isOver();
    try {
      await deleteUnseen(namespace, set, seen);
    } catch (error) {
      if (error instanceof AssertionError) throw error;
      onError(error);
    }
  }
  return seen;
}

async function deleteUnseen(namespace: string, set: string, seen: Set<string>): Promise<void> {
  for (const pod of await readPods(namespace, set)) {
    const { name = '', uid = '' } = pod.metadata ?? {};
    if (seen.has(uid)) continue;
    assertMounted(pod, `node-${name.split('-').at(-1)}`);
    // It may be gone meanwhile: the controller is there, too.
    await kubectl(['delete', 'pod', name, '-n', namespace, '--wait=false', '--ignore-not-found']);
    seen.add(uid);
  }
}

function fail(error: unknown): never {
  throw error;
}
