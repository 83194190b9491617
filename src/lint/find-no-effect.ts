import { findKeys } from '../admission/find-keys.ts';
import { warnOfNoEffect } from '../admission/warn-of-no-effect.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { type FoundSet, isStatefulSet } from '../preview/read-set.ts';
import type { FoundObject, KubernetesObject } from '../yaml/kubernetes-object.ts';
import { type Finding, findingAt } from './finding.ts';

/**
 * Annotations that the webhook never reads. The cluster accepts them, so each is a warning. Objects that a controller made are
 * skipped, and so is, on what makes no pods, the text of an annotated StatefulSet: kustomize's `commonAnnotations` write it there.
 */
export function findNoEffect(objects: readonly FoundObject[], sets: readonly FoundSet[]): Finding[] {
  const meant = new Set(sets.map(({ annotation }) => annotation?.text));
  return objects
    .filter(({ object }) => !isMade(object))
    .flatMap(found => {
      if (isStatefulSet(found.object)) return findInSet(found);
      return findElsewhere(found, meant);
    });
}

function isMade({ metadata }: KubernetesObject): boolean {
  const owners: unknown = Reflect.get(metadata, 'ownerReferences');
  return Array.isArray(owners) && owners.some(owner => Reflect.get(Object(owner), 'controller') === true);
}

function findInSet(found: FoundObject): Finding[] {
  return warnOfNoEffect(found.object).map(({ code, message, path }) =>
    findingAt(found, 'warning', code, message, path),
  );
}

function findElsewhere(found: FoundObject, meant: ReadonlySet<unknown>): Finding[] {
  const { object } = found;
  return findKeys(object)
    .filter(({ path }) => path.at(-2) === 'annotations' && (isKnown(object) || path.length === OF_METADATA))
    .filter(({ value }) => value !== null && (makesPods(object) || !meant.has(value)))
    .map(({ key, path }) => {
      const message = `${key === ANNOTATION_KEY ? key : quoteText(key)} has no effect on ${explain(object)}`;
      return findingAt(found, 'warning', 'no-effect', message, path);
    });
}

/** `metadata.annotations.KEY`: deeper in an object of its own kind, a controller may well have a use for it. */
const OF_METADATA = 3;

function explain(object: KubernetesObject): string {
  const { apiVersion, kind } = object;
  const what = `this ${shortLine(kind)} (${shortLine(apiVersion)})`;
  if (isLikeSet(object)) return `${what}: only StatefulSets of apps/v1 and apps.kruise.io are configured`;
  if (kind === 'Namespace') return `${what}: make it a label, "enabled" or "disabled"`;
  if (makesPods(object)) return `${what}: only the pods of a StatefulSet have an ordinal`;
  if (isKnown(object)) return `${what}: annotate the StatefulSet`;
  return `${what}, unless its controller copies it to a StatefulSet`;
}

/** Kubernetes' own, of which it is certain what becomes of their annotations, and StatefulSets of others. */
function isKnown(object: KubernetesObject): boolean {
  const group = object.apiVersion.includes('/') ? object.apiVersion.replace(/\/.*/, '') : '';
  return isLikeSet(object) || BUILT_IN.includes(group) || group.endsWith('.k8s.io');
}

const BUILT_IN = ['', 'apps', 'batch', 'autoscaling', 'policy', 'extensions'];

/** `apps.pingcap.com/v1`, but also `apps/v1` with another case, which the API server refuses. */
function isLikeSet({ kind }: KubernetesObject): boolean {
  return /statefulsets?$/i.test(kind);
}

function makesPods(object: KubernetesObject): boolean {
  return isLikeSet(object) || (isKnown(object) && POD_KINDS.includes(object.kind));
}

const POD_KINDS = [
  'Deployment',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
  'PodTemplate',
];
