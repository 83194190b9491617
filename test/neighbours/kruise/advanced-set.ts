import assert from 'node:assert/strict';
import type { V1Pod } from '@kubernetes/client-node';
import { apply } from '../../e2e/kubectl.ts';
import { readPods } from '../../e2e/pods.ts';
import { until } from '../../e2e/until.ts';

export interface AdvancedSet {
  readonly name: string;
  /** The text of the annotation on the pod template. */
  readonly annotation: string;
  /** Fields beside the usual ones. */
  readonly spec: object;
  readonly image?: string;
  /** The pods are changed where they run, if what has changed allows it. */
  readonly inPlace?: boolean;
}

/** An Advanced StatefulSet whose pods sleep. */
export function advancedSet({ name, annotation, spec, image = IMAGES[0], inPlace = false }: AdvancedSet) {
  return {
    apiVersion: 'apps.kruise.io/v1beta1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: {
      serviceName: name,
      selector: { matchLabels: { app: name } },
      ...spec,
      ...(inPlace && { updateStrategy: { type: 'RollingUpdate', rollingUpdate: IN_PLACE } }),
      template: {
        metadata: { labels: { app: name }, annotations: { 'per-pod-config': annotation } },
        spec: {
          terminationGracePeriodSeconds: 0,
          // Kruise demands it of pods that it may change.
          ...(inPlace && { readinessGates: [{ conditionType: 'InPlaceUpdateReady' }] }),
          containers: [
            { name: 'main', image, imagePullPolicy: 'IfNotPresent', command: ['sleep', 'infinity'] },
          ],
        },
      },
    },
  };
}

/** The same image by two names: to change from one to the other restarts the container. */
export const IMAGES = ['docker.io/library/busybox:1', 'busybox:1'] as const;

const IN_PLACE = { podUpdatePolicy: 'InPlaceIfPossible' };

/** ConfigMaps `node-<ordinal>` with one key that says which it is. */
export async function applyNodes(namespace: string, ...ordinals: number[]): Promise<void> {
  for (const ordinal of ordinals) {
    const metadata = { name: `node-${ordinal}` };
    await apply(namespace, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { id: `node ${ordinal}` },
    });
  }
}

/** Waits until exactly these pods of a set run and are ready. */
export function waitForPods(namespace: string, set: string, ...names: string[]): Promise<readonly V1Pod[]> {
  return until(`the pods of ${set} are ${names}`, async () => {
    const pods = await readPods(namespace, set);
    const ready = pods.filter(({ status }) =>
      status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
    );
    assert.deepEqual(ready.map(({ metadata }) => metadata?.name).sort(), names);
    assert.equal(pods.length, names.length);
    return pods;
  });
}
