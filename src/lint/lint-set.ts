import { listOrdinals } from '../admission/list-ordinals.ts';
import { listWarnings } from '../admission/list-warnings.ts';
import { ReviewError } from '../admission/review-error.ts';
import { parseAnnotation } from '../annotation/parse-annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { DataKind, FindData } from '../kubelet/find-data.ts';
import { type PodPreview, previewPod } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import { findMissing } from './find-missing.ts';
import { type Finding, findingAt } from './finding.ts';

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
): Promise<LintedSet> {
  if (annotation === undefined) return { findings: [], pods: [] };
  const ordinals = listOrdinals(set, MAX_PODS);
  const long = findTooLong(set.metadata.name, ordinals.at(-1) ?? 0);
  const named =
    long === undefined ? [] : [findingAt(found, 'error', 'invalid-name', long, ['metadata', 'name'])];
  const pods: PodPreview[] = [];
  try {
    for (const ordinal of ordinals) pods.push(await previewPod(set, ordinal, namespace, find));
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    return { findings: [findingAt(found, 'error', 'invalid-input', error.message)], pods: [] };
  }
  const denied = pods.map(({ decision }) => decision).find(decision => decision.outcome === 'deny');
  if (denied !== undefined) {
    const { reason, message, at } = denied;
    return { findings: [...named, findingAt(found, 'error', reason, message, annotation.path, at)], pods };
  }
  const parsed = parseAnnotation(annotation.text);
  const warnings = listWarnings(set, parsed, ordinals.length).map(({ code, message, at, path }) =>
    findingAt(found, 'warning', code, message, path ?? annotation.path, at),
  );
  return { findings: [...named, ...warnings, ...findMissing(found, annotation, parsed, pods, given)], pods };
}

/** Of one set: pods seldom differ in more than their number. */
const MAX_PODS = 1_000;

/** The pod's name is the value of a label on it. */
function findTooLong(name: string, ordinal: number): string | undefined {
  const pod = `${name}-${ordinal}`;
  if (pod.length <= MAX_LABEL) return undefined;
  return `expected the names of pods to have at most ${MAX_LABEL} characters, since they are labels, too; got ${shortLine(pod)}: shorten the name of the StatefulSet`;
}

const MAX_LABEL = 63;
