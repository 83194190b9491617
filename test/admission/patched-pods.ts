import type { Pod } from '../../src/admission/pod.ts';
import type { Place } from '../../src/annotation/place.ts';
import type { PodConfiguration } from '../../src/annotation/pod-configuration.ts';
import type { RawPod } from '../apply-independently.ts';

type Patch = Readonly<Record<string, unknown>>;

/** What an annotation gives a pod that has nothing but these patches. */
export function configurationOf(...patches: readonly Patch[]): PodConfiguration {
  return {
    ordinal: 2,
    volumes: [],
    env: [],
    envFrom: [],
    patches: patches.map((patch, index) => ({ where: `patches[${index}]`, place: placeOf(index), patch })),
    leftOut: [],
    files: {},
    annotationHash: 'hash',
    steps: 0,
    characters: 0,
  };
}

/** A pod as the API server sends it to a webhook: defaulted, and with what its own plugins have added. */
export function admittedPod(): RawPod & Pod {
  const token = { name: 'kube-api-access-x7k2p', projected: { sources: [], defaultMode: 420 } };
  const container = (name: string) => ({
    name,
    image: `registry/${name}:1`,
    imagePullPolicy: 'IfNotPresent',
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [
      { name: token.name, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
    ],
  });
  return {
    metadata: { name: 'web-2', labels: { app: 'web' } },
    spec: {
      volumes: [token],
      containers: [container('main'), container('side')],
      restartPolicy: 'Always',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      tolerations: tolerationsOfPlugin(),
    },
  };
}

/** DefaultTolerationSeconds appends them wherever they are missing. */
export function tolerationsOfPlugin() {
  return ['not-ready', 'unreachable'].map(taint => ({
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }));
}

/** As if each patch stood on a line of its own. */
function placeOf(index: number): Place {
  return { where: `patches[${index}]`, lineAt: () => index + 1, offsetAt: () => index };
}
