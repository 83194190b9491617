import assert from 'node:assert/strict';
import jsonpatch, { type Operation } from 'fast-json-patch';
import type { AdmissionReview } from '../src/admission/review.ts';
import { Connection, makeRequest } from './connection.ts';
import type { Review } from './reviews.ts';
import type { RunningServer } from './start-server.ts';

/**
 * Makes sure that what will be measured is the work that is meant: each answer gives its pod the mount, and is
 * the same, byte for byte, from all servers.
 *
 * @throws AssertionError
 */
export async function checkAnswers(
  servers: readonly RunningServer[],
  reviews: readonly Review[],
): Promise<void> {
  const connections = await Promise.all(servers.map(({ address }) => Connection.open(address)));
  for (const review of reviews) {
    const request = makeRequest(review.body);
    const [first = '', ...others] = await Promise.all(connections.map(each => each.call(request)));
    checkMounts(review, JSON.parse(first) as AdmissionReview);
    for (const other of others) assert.equal(other, first, 'all servers must answer the same');
  }
  for (const connection of connections) connection.close();
}

interface Pod {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly volumes: readonly { readonly configMap?: { readonly name: string } }[];
    readonly containers: readonly { readonly volumeMounts: readonly { readonly mountPath: string }[] }[];
  };
}

/** Each container has the volume of the pod's own ordinal at the path of the annotation. */
function checkMounts({ pod }: Review, { response }: AdmissionReview): void {
  const patch = JSON.parse(Buffer.from(response.patch ?? '', 'base64').toString() || '[]') as Operation[];
  const { metadata, spec } = jsonpatch.applyPatch(structuredClone(pod) as Pod, patch, true).newDocument;
  const ordinal = metadata.name.split('-').at(-1);
  assert.deepEqual(
    spec.volumes.flatMap(({ configMap }) => configMap?.name ?? []),
    [`node-${ordinal}`],
  );
  for (const { volumeMounts } of spec.containers) assert.equal(volumeMounts.at(-1)?.mountPath, MOUNT_PATH);
}

/** The short form of the annotation. */
export const MOUNT_PATH = '/network/conf';
