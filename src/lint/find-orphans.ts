import { mayHaveOrdinal } from '../admission/find-start.ts';
import { isReserved } from '../admission/list-ordinals.ts';
import { makePod } from '../admission/make-pod.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { systemOf } from '../admission/system-of.ts';
import { bindVariables } from '../admission/variables.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import { configurePod } from '../annotation/configure-pod.ts';
import { listConfiguredContents } from '../annotation/list-configured-contents.ts';
import { parseAnnotation } from '../annotation/parse-annotation.ts';
import type { Content } from '../annotation/pod-configuration.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { PodPreview } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { FoundObject } from '../yaml/kubernetes-object.ts';
import { type Finding, findingAt } from './finding.ts';
import { isOf } from './is-of.ts';

/** A StatefulSet whose pods have been tried out. */
export interface TriedSet {
  readonly set: FoundSet;
  readonly pods: readonly PodPreview[];
}

/**
 * ConfigMaps and Secrets that a pod would get if there were more pods: `node-5` where there are three.
 *
 * The ordinal is looked for in the object's own name, and each annotation asked what it would mount for that
 * one. So there is no alarm for an object whose name only looks like it, for one that anything else among the
 * inputs names, nor where `replicas` is 0 or left to an autoscaler.
 */
export function findOrphans(objects: readonly FoundObject[], tried: readonly TriedSet[]): Finding[] {
  const used = new Set(tried.flatMap(({ pods }) => pods.flatMap(listUsed)));
  // Of a set with more pods than were tried out, nothing is known of the others.
  const scaled = tried.filter(({ set, pods }) => pods.length > 0 && set.set.spec.replicas === pods.length);
  const candidates = objects.filter(
    ({ object }) =>
      ['ConfigMap', 'Secret'].includes(object.kind) &&
      /\d/.test(object.metadata.name) &&
      !used.has(keyOf(object)),
  );
  if (candidates.length === 0) return [];
  const others = textOf(objects);
  return candidates
    .filter(({ object }) => !others.includes(JSON.stringify(object.metadata.name)))
    .flatMap(found => describeOrphan(found, scaled));
}

/** `ConfigMap default/node-0`. */
export function keyOf({ kind, metadata }: FoundObject['object']): string {
  return `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
}

export function listUsed({ namespace, containers }: PodPreview): string[] {
  return containers
    .flatMap(({ mounts, environment }) => [...mounts.flatMap(({ sources }) => sources), ...environment])
    .flatMap(({ object }) => (object === undefined ? [] : [`${object.kind} ${namespace}/${object.name}`]));
}

/** What other objects say, wherever they say it. */
export function textOf(objects: readonly FoundObject[]): string {
  const others = objects.filter(({ object }) => !['ConfigMap', 'Secret'].includes(object.kind));
  return others.map(({ object }) => JSON.stringify(object)).join('\n');
}

function describeOrphan(found: FoundObject, tried: readonly TriedSet[]): Finding[] {
  const { kind, metadata } = found.object;
  for (const { set, pods } of tried.filter(({ set: { namespace } }) => namespace === metadata.namespace)) {
    const ordinal = guessOrdinals(metadata.name).find(
      guess =>
        !pods.some(pod => pod.ordinal === guess) &&
        listContents(set, guess).some(content => isOf({ kind, name: metadata.name }, content)),
    );
    if (ordinal === undefined || mayHaveOrdinal(set.set.apiVersion, set.set, ordinal)) continue;
    const name = shortLine(set.set.metadata.name);
    const message = `no pod uses it: it would be that of ${name}-${ordinal}, and ${describeAbsence(set.set, ordinal)}`;
    return [findingAt(found, 'warning', 'orphan', message, ['metadata', 'name'])];
  }
  return [];
}

/** Why the set has no such pod, and what to do. */
function describeAbsence(set: StatefulSetObject, ordinal: number): string {
  const { replicas, ordinals: { start = 0 } = {} } = set.spec;
  const name = `StatefulSet ${shortLine(set.metadata.name)}`;
  if (isReserved(set, ordinal)) {
    return `reserveOrdinals of ${name} keeps ordinal ${ordinal} free; remove it, or take the ordinal out of reserveOrdinals`;
  }
  if (ordinal < start) return `ordinals.start of ${name} is ${start}; remove it, or lower ordinals.start`;
  return `${name} has ${replicas} replicas; remove it, or scale up`;
}

/** The numbers in a name; names may count from 1. */
function guessOrdinals(name: string): number[] {
  const numbers = (name.match(/\d{1,9}/g) ?? []).map(Number);
  return numbers.flatMap(number => [number, number - 1, number + 1]).filter(number => number >= 0);
}

function listContents({ set, namespace, annotation, clusterDomain }: FoundSet, ordinal: number): Content[] {
  try {
    const parsed = parseAnnotation(annotation?.text ?? '');
    const owner = { apiVersion: set.apiVersion, name: set.metadata.name, uid: '' };
    const subject = { pod: makePod(set, ordinal), owner, namespace, clusterDomain };
    const variables = bindVariables(subject, ordinal, parsed, set.spec);
    return listConfiguredContents(configurePod(parsed, variables, systemOf(subject.pod.spec)));
  } catch (error) {
    // What is wrong with it has been told, and for an ordinal that no pod has, much may be.
    if (error instanceof AnnotationError) return [];
    throw error;
  }
}
