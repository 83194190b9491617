import assert from 'node:assert/strict';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { createAnew } from '../../src/status/create-anew.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';

export interface WebOptions {
  readonly annotation?: string | null;
  readonly onTemplate?: string;
  readonly [field: string]: unknown;
}

/** StatefulSet `prod/web` of three pods, annotated `/network/conf`, unless something else is said. */
export function makeWeb({
  annotation = '/network/conf',
  onTemplate,
  ...spec
}: WebOptions = {}): LiveStatefulSet {
  const annotations = annotation === null ? {} : { 'per-pod-config': annotation };
  return {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', namespace: 'prod', uid: 'uid-of-web', annotations },
    spec: {
      replicas: 3,
      serviceName: 'web',
      template: {
        metadata: {
          labels: { app: 'web' },
          ...(onTemplate === undefined ? {} : { annotations: { 'per-pod-config': onTemplate } }),
        },
        spec: { containers: [{ name: 'server' }] },
      },
      ...spec,
    },
    status: { updateRevision: 'web-1' },
  };
}

/** The pod that the StatefulSet's controller and the webhook have made, as it runs. */
export async function makeLivePod(
  set: LiveStatefulSet,
  ordinal: number,
  status: LivePod['status'] = RUNNING,
): Promise<LivePod> {
  const { pod } = await createAnew(set, ordinal);
  const { name, namespace } = { name: `${set.metadata.name}-${ordinal}`, namespace: set.metadata.namespace };
  return { ...pod, metadata: { ...pod.metadata, name, namespace, uid: `uid-of-${name}` }, status } as LivePod;
}

/** One that was created where no webhook was called. */
export async function makeBarePod(set: LiveStatefulSet, ordinal: number): Promise<LivePod> {
  const bare = { ...set, metadata: { ...set.metadata, annotations: {} } };
  return makeLivePod(bare, ordinal);
}

/** Its status says something else, too. */
export function withStatus(pod: LivePod, more: object): LivePod {
  const status = JSON.parse(pod.metadata.annotations?.[STATUS_ANNOTATION] ?? '{}') as object;
  const annotations = {
    ...pod.metadata.annotations,
    [STATUS_ANNOTATION]: JSON.stringify({ ...status, ...more }),
  };
  return { ...pod, metadata: { ...pod.metadata, annotations } };
}

export const RUNNING: NonNullable<LivePod['status']> = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [{ name: 'server', ready: true, state: { running: {} } }],
};

export const CREATING: NonNullable<LivePod['status']> = {
  phase: 'Pending',
  conditions: [{ type: 'Ready', status: 'False' }],
  containerStatuses: [{ name: 'server', ready: false, state: { waiting: { reason: 'ContainerCreating' } } }],
};

export function assertOne<T>(list: readonly T[]): T {
  assert.equal(list.length, 1, JSON.stringify(list));
  return list[0] as T;
}
