import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { V1Pod } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { readExamples } from '../../demo/examples.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { Pod } from '../../src/admission/pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';

/** A StatefulSet, and pods of it as they are sent to the API server. */
export interface RoundTrip {
  readonly title: string;
  readonly set: StatefulSetObject;
  makePods(set: StatefulSetObject): readonly object[];
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** All pods of the StatefulSets in the examples. */
export async function listExamples(): Promise<RoundTrip[]> {
  const examples = await readExamples(folder('../../manifests/examples'), []);
  return examples.flatMap(({ name, objects }) =>
    objects
      .filter(({ kind }) => kind === 'StatefulSet')
      .map(set => ({
        title: `example ${name}`,
        set: Object(set) as StatefulSetObject,
        makePods: makeReplicas,
      })),
  );
}

/**
 * The situations of the unit tests in which a pod of a StatefulSet of Kubernetes' own is mounted into. Not those of a second call:
 * a status that a client sends is none that an earlier call has written.
 */
export async function listFixtures(): Promise<RoundTrip[]> {
  const fixtures = folder('../fixtures/admissions/');
  const files = (await readdir(fixtures)).sort();
  const all = await Promise.all(
    files.map(async file => {
      const { pod, statefulSet, expect } = parse(await readFile(`${fixtures}${file}`, 'utf8'));
      const owner = pod.metadata.ownerReferences?.[0];
      const mounts = expect.outcome === 'mount' && expect.operations !== 0;
      if (!mounts || owner.apiVersion !== 'apps/v1') return [];
      const { metadata: { annotations } = {}, spec = {} } = statefulSet ?? {};
      const set = makeSet(owner.name, annotations, listNames(pod.spec));
      Object.assign(set.spec ?? {}, spec);
      return [{ title: `fixture ${file}`, set, makePods: () => [pod] }];
    }),
  );
  return all.flat();
}

/** The controller can make none: their ServiceAccount is missing. */
export function withoutPods({ spec, ...set }: StatefulSetObject): object {
  const { template } = spec;
  const unable = { ...template, spec: { ...template.spec, serviceAccountName: 'missing' } };
  return { ...set, spec: { ...spec, template: unable } };
}

/** A pod of the StatefulSet as it is in the cluster, sent as its controller would. */
export function asPodOf({ metadata: owner }: StatefulSetObject, pod: object): object {
  const { metadata, spec } = structuredClone(pod) as V1Pod;
  const labels = { ...metadata?.labels, 'statefulset.kubernetes.io/pod-name': metadata?.name };
  const ownerReferences = metadata?.ownerReferences?.map(reference => ({ ...reference, uid: owner.uid }));
  const { serviceAccountName, serviceAccount, ...rest } = spec ?? {};
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels, ownerReferences }, spec: rest };
}

/** One for each annotation. */
export function listAnnotations(annotations: readonly string[]): RoundTrip[] {
  return annotations.map(annotation => ({
    title: annotation,
    set: makeSet('web', { 'per-pod-config': annotation }, ['server', 'exporter']),
    makePods: set => [makePod(set, 2)],
  }));
}

function makeReplicas(set: StatefulSetObject): object[] {
  const { replicas = 1, ordinals: { start = 0 } = {} } = set.spec ?? {};
  return Array.from({ length: replicas }, (_, index) => makePod(set, start + index));
}

const listNames = ({ initContainers, containers }: Pod['spec']) =>
  [...(initContainers ?? []), ...containers].map(({ name }) => name);

function makeSet(
  name: string,
  annotations: Record<string, string>,
  containers: readonly string[],
): StatefulSetObject {
  const labels = { app: name };
  const podSpec = { containers: containers.map(container => ({ name: container, image: `${container}:1` })) };
  const template = { metadata: { labels }, spec: podSpec };
  const spec = { replicas: 0, serviceName: name, selector: { matchLabels: labels }, template };
  const kind = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
  return { ...kind, metadata: { name, annotations }, spec };
}
