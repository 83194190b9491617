import { randomUUID } from 'node:crypto';
import jsonpatch, { type Operation } from 'fast-json-patch';
import { Agent, request } from 'undici';
import { listOrdinals, makePod } from '../src/admission/make-pod.ts';
import type { Container, Pod, Volume } from '../src/admission/pod.ts';
import type { AdmissionResponse } from '../src/admission/review.ts';
import type { StatefulSetObject } from '../src/admission/statefulset.ts';
import type { KubernetesObject } from '../src/cluster/object-files.ts';
import type { RunningWebhook } from './start-webhook.ts';

/** One pod, before and after its admission. */
export interface AdmittedPod {
  readonly name: string;
  readonly ordinal: number;
  readonly before: Pod;
  readonly after: Pod;
  readonly mounts: readonly ShownMount[];
  /** What is not as it should be. */
  readonly mistakes: readonly string[];
}

export interface ShownMount {
  readonly path: string;
  readonly configMap: string;
  readonly files: readonly string[];
}

/** Sends the pods of all StatefulSets among `objects` to the webhook, as the API server would. */
export async function admitPods(
  objects: readonly KubernetesObject[],
  webhook: RunningWebhook,
): Promise<AdmittedPod[]> {
  const client = new Agent({ connect: { ca: webhook.ca } });
  const call = (pod: Pod, namespace: string) => review(pod, namespace, webhook.url, client);
  const pods: AdmittedPod[] = [];
  for (const object of objects.filter(({ kind }) => kind === 'StatefulSet')) {
    const set = { ...object, metadata: { ...object.metadata, uid: randomUUID() } } as KubernetesObject &
      StatefulSetObject;
    for (const ordinal of listOrdinals(set)) pods.push(await admitPod(set, ordinal, objects, call));
  }
  await client.close();
  return pods;
}

type Call = (pod: Pod, namespace: string) => Promise<AdmissionResponse>;

async function admitPod(
  set: KubernetesObject & StatefulSetObject,
  ordinal: number,
  objects: readonly KubernetesObject[],
  call: Call,
): Promise<AdmittedPod> {
  const before = makePod(set, ordinal);
  const namespace = set.metadata.namespace ?? 'default';
  const response = await call(before, namespace);
  const after = patch(before, response);
  const mounts = listMounts(after, namespace, objects);
  const mistakes = [
    ...findMistakes(set, ordinal, after, mounts),
    ...(response.allowed ? [] : [`denied: ${response.status?.message}`]),
    ...((await call(after, namespace)).patch === undefined ? [] : ['a second call changes the pod again']),
  ];
  return { name: before.metadata.name, ordinal, before, after, mounts, mistakes };
}

async function review(pod: Pod, namespace: string, url: string, client: Agent): Promise<AdmissionResponse> {
  const uid = randomUUID();
  const body = JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid,
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      name: pod.metadata.name,
      namespace,
      operation: 'CREATE',
      object: pod,
      dryRun: false,
    },
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await request(url, { method: 'POST', headers, body, dispatcher: client });
  const { response } = (await answer.body.json()) as { response: AdmissionResponse };
  if (response.uid !== uid) throw new Error(`expected the answer to have uid ${uid}, got ${response.uid}`);
  return response;
}

function patch(pod: Pod, { patch: encoded }: AdmissionResponse): Pod {
  if (encoded === undefined) return pod;
  const operations = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Operation[];
  return jsonpatch.applyPatch(structuredClone(pod), operations, true).newDocument;
}

interface ConfigMapVolume extends Volume {
  readonly configMap?: { readonly name: string };
}

/** Where the first container sees which ConfigMap, and the files in it. */
function listMounts(pod: Pod, namespace: string, objects: readonly KubernetesObject[]): ShownMount[] {
  return (pod.spec.containers[0]?.volumeMounts ?? []).flatMap(({ name, mountPath }) => {
    const volume = (pod.spec.volumes ?? []).find(({ name: other }) => other === name) as
      | ConfigMapVolume
      | undefined;
    const configMap = volume?.configMap?.name;
    if (configMap === undefined) return [];
    const object = objects.find(
      ({ kind, metadata }) =>
        kind === 'ConfigMap' &&
        metadata.name === configMap &&
        (metadata.namespace ?? 'default') === namespace,
    );
    return [{ path: mountPath, configMap, files: Object.keys(object?.['data'] ?? {}) }];
  });
}

/** Compares with what the annotation promises, worked out here once more and by hand. */
function findMistakes(
  set: KubernetesObject & StatefulSetObject,
  ordinal: number,
  pod: Pod,
  mounts: readonly ShownMount[],
): string[] {
  const path =
    set.spec.template.metadata?.annotations?.['per-pod-config'] ??
    set.metadata.annotations?.['per-pod-config'];
  if (path === undefined) return mounts.length === 0 ? [] : ['mounted without being asked to'];
  const mount = mounts.find(({ path: other }) => other === path);
  const containers: readonly Container[] = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  const without = containers.filter(
    ({ volumeMounts }) => !volumeMounts?.some(({ mountPath }) => mountPath === path),
  );
  return [
    ...(mount?.configMap === `node-${ordinal}`
      ? []
      : [`expected node-${ordinal} at ${path}, got ${mount?.configMap}`]),
    ...(mount?.files.length === 0 ? [`${mount.configMap} has no files`] : []),
    ...without.map(({ name }) => `container ${name} has nothing at ${path}`),
  ];
}
