import { findLeftOver } from '../admission/find-left-over.ts';
import { type AnnotationPlace, findAnnotationPlace } from './find-annotation-place.ts';
import type { LiveEvent, LivePod, LiveStatefulSet } from './live-objects.ts';
import { explainStart } from './live-start.ts';
import { orderDeletions } from './order-deletions.ts';
import type { PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import { type Exists, type PodReport, reportPod } from './report-pod.ts';

/** One annotated StatefulSet and its pods, by their ordinals. */
export interface SetReport {
  readonly apiVersion: string;
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  /** Where the annotation stands that the next pod gets its configuration by. */
  readonly annotationOn: AnnotationPlace;
  readonly problems: readonly string[];
  readonly pods: readonly PodReport[];
}

/** @param obstacles what keeps pods from being created, other than what is known of each; each a sentence. */
export function reportSet(
  set: LiveStatefulSet,
  pods: readonly PodFacts[],
  exists: Exists,
  events: Reading<readonly LiveEvent[]>,
  obstacles: readonly string[] = [],
): SetReport {
  const { namespace, name } = set.metadata;
  const replicas = set.spec.replicas ?? 1;
  const listed = pods.filter(({ surplus }) => !surplus).length;
  const reports = pods.map(facts => reportPod(facts, exists, events));
  const uncalled = pods.filter(({ called }) => called === false);
  const reasons = uncalled.map(
    ({ call }) => call?.why ?? `the webhook is not called in namespace ${namespace}: ${UNCALLED}`,
  );
  return {
    apiVersion: set.apiVersion,
    namespace,
    name,
    replicas,
    annotationOn: findAnnotationPlace(set) ?? 'StatefulSet',
    problems: [
      ...new Set(reasons),
      ...explainStart(set, listLive(pods)),
      ...obstacles,
      ...findLeftOver(set).map(({ code, message }) => `${code}: ${message}`),
      ...(listed < replicas ? [`only ${listed} of ${replicas} pods are listed`] : []),
      ...orderDeletions(pods, reports),
    ],
    pods: reports,
  };
}

function listLive(pods: readonly PodFacts[]): LivePod[] {
  return pods.map(({ live }) => live).filter(live => live !== undefined && live !== UNKNOWN);
}

const UNCALLED = 'its labels, or those of the pods, do not match the selectors of the webhook configuration';
