import { findLeftOver } from '../admission/find-left-over.ts';
import { findObstacles } from '../admission/find-obstacles.ts';
import { listOrdinals } from '../admission/list-ordinals.ts';
import { listWarnings, type Warning } from '../admission/list-warnings.ts';
import { Reason } from '../admission/reason.ts';
import { ReviewError } from '../admission/review-error.ts';
import type { ListKeys } from '../admission/volume-files.ts';
import { PodWarnings } from '../admission/warn-of-pod.ts';
import { parseAnnotation } from '../annotation/parse-annotation.ts';
import type { DataKind, FindData } from '../kubelet/find-data.ts';
import { denyUnread } from '../preview/deny-unread.ts';
import { type PodPreview, previewPod } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import { findMissing } from './find-missing.ts';
import { type Finding, findingAt } from './finding.ts';
import type { ExplainRename } from './index-renamed.ts';

export interface LintedSet {
  readonly findings: readonly Finding[];
  /** Those that were tried out. */
  readonly pods: readonly PodPreview[];
}

/** Tries out the pods of an annotated StatefulSet. */
export async function lintSet(
  { found, set, namespace, annotation, clusterDomain }: FoundSet,
  find: FindData,
  given: ReadonlySet<DataKind>,
  explainRename: ExplainRename = () => undefined,
): Promise<LintedSet> {
  const toFinding = ({ code, message, at, path = annotation?.path, certain }: Warning) =>
    findingAt(found, certain === true ? 'error' : 'warning', code, message, path, at);
  if (annotation === undefined) return { findings: findLeftOver(set).map(toFinding), pods: [] };
  const ordinals = listOrdinals(set, MAX_PODS);
  const obstacles = findObstacles(set);
  const pods: PodPreview[] = [];
  try {
    for (const ordinal of ordinals) {
      pods.push(await previewPod(set, ordinal, namespace, find, clusterDomain));
    }
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    return { findings: [findingAt(found, 'error', 'invalid-input', error.message)], pods: [] };
  }
  const ofPod = pods
    .map(({ decision }) => decision)
    .filter(decision => decision.outcome === 'deny')
    .find(({ reason }) => reason !== Reason.noOrdinal || !obstacles.some(({ code }) => code === reason));
  const denied = pods.length === 0 ? denyUnread(annotation.text) : ofPod;
  if (denied !== undefined) {
    const { reason, message, mistakes = [{ message }] } = denied;
    const findings = mistakes.map(mistake =>
      findingAt(found, 'error', reason, mistake.message, annotation.path, mistake.at),
    );
    return { findings: [...obstacles.map(toFinding), ...findings], pods };
  }
  const parsed = parseAnnotation(annotation.text);
  const ofPods = new PodWarnings(parsed, keysIn(find));
  for (const { pod, decision } of pods) {
    if (decision.outcome === 'mount') ofPods.add(pod, decision.configuration);
  }
  const unchecked = pods.flatMap(({ decision }) => (decision.outcome === 'allow' ? decision.warnings : []));
  const warnings = [
    ...ofPods.list(),
    ...listWarnings(set, parsed, ordinals.length, ofPods.tried, clusterDomain),
    ...unchecked.slice(0, 1).map(message => ({ code: 'not-all-checked', message }) as const),
  ].map(toFinding);
  const missing = findMissing(found, annotation, parsed, pods, given, explainRename);
  return { findings: [...warnings, ...missing], pods };
}

/** Of an object that is not among the inputs, nothing is known. */
function keysIn(find: FindData): ListKeys {
  return (kind, name) => {
    const data = find(kind, name);
    return data === undefined ? undefined : Object.keys(data.files);
  };
}

/** Of one set: pods seldom differ in more than their number. */
const MAX_PODS = 1_000;
