import assert from 'node:assert/strict';
import type { CoreV1EventList, V1Pod, V1PodList, V1VolumeMount } from '@kubernetes/client-node';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { kubectl, read } from './kubectl.ts';
import { until } from './until.ts';

export async function readPod(namespace: string, name: string): Promise<V1Pod> {
  return read<V1Pod>(namespace, 'pod', name);
}

/** The pods with a label `app`, in the order of their names. */
export async function readPods(namespace: string, app: string): Promise<readonly V1Pod[]> {
  return (await read<V1PodList>(namespace, 'pods', '-l', `app=${app}`)).items;
}

/** Waits until every pod of the StatefulSet is ready and as its template says, up to the partition. */
export async function waitForStatefulSet(namespace: string, name: string): Promise<void> {
  await kubectl(['rollout', 'status', `statefulset/${name}`, '-n', namespace, '--timeout=120s']);
}

/** Waits for a pod of that name, and not of the given uid, to be ready. */
export async function waitForPod(namespace: string, name: string, notUid?: string): Promise<V1Pod> {
  return until(`pod ${name} is ready`, async () => {
    const pod = await readPod(namespace, name);
    assert.notEqual(pod.metadata?.uid, notUid, 'it is still the former one');
    const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready');
    assert.equal(ready?.status, 'True', JSON.stringify(pod.status?.containerStatuses));
    return pod;
  });
}

/** Waits for an event about an object, with a message like that, and gives the message. */
export async function waitForEvent(
  namespace: string,
  object: string,
  reason: string,
  message: RegExp,
): Promise<string> {
  const selector = `--field-selector=involvedObject.name=${object},reason=${reason}`;
  return until(`there is an event ${reason} about ${object} like ${message}`, async () => {
    const { items } = await read<CoreV1EventList>(namespace, 'events', selector);
    const messages = items.map(event => event.message ?? '');
    const found = messages.find(text => message.test(text));
    assert.ok(found !== undefined, `the messages are ${JSON.stringify(messages)}`);
    return found;
  });
}

/** Asserts that the webhook mounted a ConfigMap into every container of a pod, and said so. */
export function assertMounted(pod: V1Pod, configMap: string, mountPath = '/network/conf'): void {
  const name = pod.metadata?.name ?? '';
  const status = JSON.parse(pod.metadata?.annotations?.[STATUS_ANNOTATION] ?? '{}');
  assert.deepEqual(status.volumes?.[0]?.configMap, configMap, `${name}: what the status says`);
  const volume = pod.spec?.volumes?.find(({ configMap: source }) => source?.name === configMap);
  assert.ok(volume !== undefined, `${name}: a volume with ${configMap}`);
  for (const container of [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])]) {
    const mounts: V1VolumeMount[] = (container.volumeMounts ?? []).filter(
      mount => mount.name === volume.name,
    );
    assert.deepEqual(mounts, [{ name: volume.name, mountPath, readOnly: true }], `${name} ${container.name}`);
  }
}

/** Asserts that a pod, whose template has no volume, has none, nor any trace of the webhook. */
export function assertUntouched(pod: V1Pod): void {
  const { metadata, spec } = pod;
  const mounts = spec?.containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
  const annotations = Object.keys(metadata?.annotations ?? {});
  const ours = annotations.filter(key => key.startsWith('per-pod-config'));
  const found = { volumes: spec?.volumes ?? [], mounts, ours };
  assert.deepEqual(found, { volumes: [], mounts: [], ours: [] }, metadata?.name ?? '');
}
