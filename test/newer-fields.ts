import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { StatefulSetObject } from '../src/admission/statefulset.ts';
import { STATUS_ANNOTATION } from '../src/admission/status.ts';
import type { RawContainer, RawPod } from './apply-independently.ts';

/** A StatefulSet with fields that are newer than the models of the client library, and than most clusters. */
export interface NewerSet {
  readonly title: string;
  readonly text: string;
  /** Anew: nothing that a test changes is there for the next one. */
  readSet(): StatefulSetObject;
}

const FOLDER = new URL('fixtures/newer-fields/', import.meta.url);

export function listNewerSets(): NewerSet[] {
  return readdirSync(FOLDER).map(file => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    const title = file.replace('.yaml', '').replaceAll('-', ' ');
    return { title, text, readSet: () => parse(text) as StatefulSetObject };
  });
}

/** The pod as the StatefulSet controller makes it out of the template: written again here, to judge the project's own. */
export function makeAsController({ metadata, spec }: StatefulSetObject, ordinal: number): RawPod {
  const name = `${metadata.name}-${ordinal}`;
  const template = structuredClone(spec.template) as unknown as RawPod;
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata: { name: claim } }) => ({
    name: claim,
    persistentVolumeClaim: { claimName: `${claim}-${name}` },
  }));
  const identity = { hostname: name, subdomain: spec.serviceName };
  const volumes = claims.length === 0 ? {} : { volumes: [...claims, ...(template.spec.volumes ?? [])] };
  return { ...template, spec: { ...template.spec, ...identity, ...volumes } };
}

/**
 * Takes out what the annotations of the fixtures add, and nothing else.
 *
 * @param before what the pod was, for the volume that is replaced in its place.
 * @throws AssertionError where it is not there, once in each container.
 */
export function takeOut(patched: RawPod, before: RawPod): RawPod {
  const pod = structuredClone(patched);
  assert.ok(STATUS_ANNOTATION in (pod.metadata.annotations ?? {}));
  delete pod.metadata.annotations?.[STATUS_ANNOTATION];
  if (Object.keys(pod.metadata.annotations ?? {}).length === 0) delete pod.metadata.annotations;
  const replaced = pod.spec.volumes?.findIndex(({ name }) => name === 'conf') ?? -1;
  const source = { configMap: { name: 'node-2', defaultMode: 0o644 } };
  if (replaced >= 0) {
    assert.deepEqual(pod.spec.volumes?.[replaced], { name: 'conf', ...source });
    pod.spec.volumes?.splice(replaced, 1, ...(before.spec.volumes ?? []).slice(replaced, replaced + 1));
    return pod;
  }
  assert.deepEqual(pod.spec.volumes?.pop(), { name: OURS, ...source });
  if (pod.spec.volumes?.length === 0) delete pod.spec.volumes;
  for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) takeOutOf(container);
  return pod;
}

const OURS = 'per-pod-config-0';

function takeOutOf(container: RawContainer): void {
  const mount = { name: OURS, mountPath: '/network/conf', readOnly: true };
  assert.deepEqual(container.volumeMounts?.pop(), mount, container.name);
  if (container.volumeMounts?.length === 0) delete container.volumeMounts;
  takeOutFirst(container, 'env', [
    { name: 'PEERS', value: 'web-0,web-1,web-2' },
    { name: 'GREETING', value: 'hello from web-2' },
  ]);
  takeOutFirst(container, 'envFrom', [{ prefix: 'N_', configMapRef: { name: 'node-2' } }]);
}

function takeOutFirst(container: RawContainer, list: 'env' | 'envFrom', ours: readonly object[]): void {
  const items = container[list] as object[] | undefined;
  if (items === undefined) return;
  const first = items.at(0);
  if (ours.some(item => isDeepStrictEqual(item, first))) items.shift();
  if (items.length === 0) delete container[list];
}
