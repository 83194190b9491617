import { listOrdinals } from '../admission/list-ordinals.ts';
import { listWarnings } from '../admission/list-warnings.ts';
import { ReviewError } from '../admission/review-error.ts';
import { parseAnnotation } from '../annotation/parse-annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { DataKind, FindData } from '../kubelet/find-data.ts';
import { denyUnread } from '../preview/deny-unread.ts';
import { type PodPreview, previewPod } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { FoundObject } from '../yaml/kubernetes-object.ts';
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
  { found, set, namespace, annotation }: FoundSet,
  find: FindData,
  given: ReadonlySet<DataKind>,
  explainRename: ExplainRename = () => undefined,
): Promise<LintedSet> {
  if (annotation === undefined) return { findings: [], pods: [] };
  const ordinals = listOrdinals(set, MAX_PODS);
  const named = checkLength(found);
  const pods: PodPreview[] = [];
  try {
    for (const ordinal of ordinals) pods.push(await previewPod(set, ordinal, namespace, find));
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    return { findings: [findingAt(found, 'error', 'invalid-input', error.message)], pods: [] };
  }
  const ofPod = pods.map(({ decision }) => decision).find(decision => decision.outcome === 'deny');
  const denied = pods.length === 0 ? denyUnread(annotation.text) : ofPod;
  if (denied !== undefined) {
    const { reason, message, at } = denied;
    return { findings: [...named, findingAt(found, 'error', reason, message, annotation.path, at)], pods };
  }
  const parsed = parseAnnotation(annotation.text);
  const warnings = listWarnings(set, parsed, ordinals.length).map(({ code, message, at, path }) =>
    findingAt(found, 'warning', code, message, path ?? annotation.path, at),
  );
  return {
    findings: [...named, ...warnings, ...findMissing(found, annotation, parsed, pods, given, explainRename)],
    pods,
  };
}

/** Of one set: pods seldom differ in more than their number. */
const MAX_PODS = 1_000;

/**
 * The name is in labels of its pods. That of the revision is the longest: a hyphen and a hash follow, which has 10
 * characters, 9 in a quarter of all revisions, and hardly ever fewer. The webhook is called before labels are checked.
 */
function checkLength(found: FoundObject): Finding[] {
  const { name } = found.object.metadata;
  if (name.length <= MAX_SET_NAME) return [];
  const severity = name.length === MAX_SET_NAME + 1 ? 'warning' : 'error';
  const message = `expected the name of a StatefulSet to have at most ${MAX_SET_NAME} characters, since its pods have it, and a hash, in label controller-revision-hash; got ${name.length}: shorten ${shortLine(name)}`;
  return [findingAt(found, severity, 'invalid-name', message, ['metadata', 'name'])];
}

/** Those of a label, 63, less a hyphen and 10. */
const MAX_SET_NAME = 52;
