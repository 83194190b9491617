import { randomUUID } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import jsonpatch, { type Operation } from 'fast-json-patch';
import { Agent, request } from 'undici';
import { listOrdinals } from '../src/admission/list-ordinals.ts';
import { makePod } from '../src/admission/make-pod.ts';
import type { Pod } from '../src/admission/pod.ts';
import type { AdmissionResponse } from '../src/admission/review.ts';
import type { StatefulSetObject } from '../src/admission/statefulset.ts';
import { indexData } from '../src/kubelet/find-data.ts';
import { type ContainerView, viewContainers } from '../src/kubelet/view-containers.ts';
import type { KubernetesObject } from '../src/yaml/kubernetes-object.ts';
import type { RunningWebhook } from './start-webhook.ts';

/** One pod, before and after its admission. */
export interface AdmittedPod {
  readonly name: string;
  readonly ordinal: number;
  readonly before: Pod;
  readonly after: Pod;
  readonly containers: readonly ContainerView[];
  /** What is wrong with the answers, whatever the pod sees. */
  readonly mistakes: readonly string[];
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
  const containers = viewContainers(after as V1Pod, indexData(objects)(namespace));
  const mistakes = [
    ...(response.allowed ? [] : [`denied: ${response.status?.message}`]),
    ...((await call(after, namespace)).patch === undefined ? [] : ['a second call changes the pod again']),
  ];
  return { name: before.metadata.name, ordinal, before, after, containers, mistakes };
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
