import { findObstacles } from '../admission/find-obstacles.ts';
import { listOrdinals } from '../admission/list-ordinals.ts';
import { Reason } from '../admission/reason.ts';
import { ReviewError } from '../admission/review-error.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { guessRevision, isGuessed, REVISION_LABEL } from '../annotation/revision-label.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { describeProblem } from '../cluster/object-files.ts';
import { indexData, maskSecrets } from '../kubelet/find-data.ts';
import { denyUnread } from '../preview/deny-unread.ts';
import { includeOrdinal } from '../preview/include-ordinal.ts';
import { type PodPreview, previewPod } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import { listGivenKinds } from '../preview/source-state.ts';
import type { CliContext } from './context.ts';
import { describeNothing } from './describe-nothing.ts';
import { NegativeResult } from './negative-result.ts';
import { writeFiles } from './preview-files.ts';
import { type Progress, startProgress } from './progress.ts';
import { type Inputs, readInputs, toErrorLine } from './read-inputs.ts';
import { renderPreview } from './render-preview.ts';

export interface PreviewOptions {
  readonly output: string;
  readonly namespace: string;
  readonly set?: string;
  readonly ordinal?: readonly number[];
  readonly replicas?: number;
}

/**
 * Shows what each pod would get.
 *
 * @throws NegativeResult when one would be denied, or an input is not valid; the others have been shown.
 */
export async function preview(
  paths: readonly string[],
  options: PreviewOptions,
  context: CliContext,
): Promise<void> {
  const progress = startProgress(context);
  try {
    const inputs = await readInputs(paths, options.namespace, context, progress);
    const sets = chooseSets(inputs, options, context);
    const pods = await previewSets(sets, inputs, options, context, progress);
    progress.end();
    await show(pods, inputs, options, context);
    const unread = findUnread(sets, pods);
    tellDenials([...pods, ...unread], context);
    tellGuesses(pods, context);
    const isKept = tellObstacles(sets, options, context);
    for (const remark of inputs.remarks) context.stderr.write(`warning: ${describeProblem(remark)}\n`);
    for (const problem of inputs.problems) context.stderr.write(toErrorLine(problem));
    const isGood = inputs.problems.length + unread.length === 0 && !isKept && !pods.some(isDenied);
    if (!isGood) throw new NegativeResult();
  } finally {
    progress.end();
  }
}

/** Those with the annotation; the others are nobody's business here, but for a note. */
function chooseSets(inputs: Inputs, options: PreviewOptions, { stderr }: CliContext): FoundSet[] {
  const { sets, problems } = inputs;
  const chosen = sets.filter(({ set, namespace }) =>
    [undefined, set.metadata.name, `${namespace}/${set.metadata.name}`].includes(options.set),
  );
  const annotated = chosen.filter(({ annotation }) => annotation !== undefined);
  const others = chosen.filter(({ annotation }) => annotation === undefined).map(nameOf);
  if (annotated.length === 0 && problems.length === 0) throw nothingToShow(inputs, chosen, options.set);
  if (others.length > 0) {
    stderr.write(`note: without the annotation, and so left as they are: ${listNames(others)}\n`);
  }
  return annotated;
}

function nothingToShow(inputs: Inputs, chosen: readonly FoundSet[], wanted: string | undefined): Error {
  if (wanted === undefined || chosen.length > 0)
    return new Error(describeNothing({ ...inputs, sets: chosen }, 'preview'));
  const names = listNames(inputs.sets.map(nameOf)) || 'the StatefulSets';
  return new Error(`--set: expected one of ${names}, got ${shortLine(wanted)}`);
}
function nameOf({ set, namespace }: FoundSet): string {
  return `${shortLine(namespace)}/${shortLine(set.metadata.name)}`;
}

async function previewSets(
  sets: readonly FoundSet[],
  { objects }: Inputs,
  options: PreviewOptions,
  { stop, stderr }: CliContext,
  progress: Progress,
): Promise<PodPreview[]> {
  const findIn = indexData(objects.map(({ object }) => object));
  const pods: PodPreview[] = [];
  for (const [index, { set, namespace }] of sets.entries()) {
    progress.say(`previewing: ${index} of ${sets.length} StatefulSets`);
    const find = options.output.startsWith('files=') ? findIn(namespace) : maskSecrets(findIn(namespace));
    const wanted = withReplicas(set, options.replicas);
    for (const ordinal of options.ordinal ?? listOrdinals(wanted, MAX_PODS)) {
      stop.throwIfAborted();
      const preview = (one: StatefulSetObject) =>
        previewPod(one, ordinal, namespace, find).catch(error => asInvalid(error, one));
      pods.push(await previewScaled(wanted, ordinal, preview, options, stderr));
    }
    if (options.ordinal === undefined && (wanted.spec.replicas ?? 1) > MAX_PODS) {
      stderr.write(
        `note: ${shortLine(set.metadata.name)}: the first ${MAX_PODS} of ${wanted.spec.replicas} pods\n`,
      );
    }
  }
  return pods;
}

/** A pod beyond the replicas may depend on how many there are: then it is shown as if there were enough. */
async function previewScaled(
  set: StatefulSetObject,
  ordinal: number,
  preview: (set: StatefulSetObject) => Promise<PodPreview>,
  { replicas }: PreviewOptions,
  stderr: CliContext['stderr'],
): Promise<PodPreview> {
  const pod = await preview(set);
  const scaled = includeOrdinal(set, ordinal);
  if (pod.decision.reason !== Reason.surplus || replicas !== undefined || scaled === undefined) return pod;
  stderr.write(`note: ${shortLine(pod.name)} is shown as if there were ${scaled.spec.replicas} replicas\n`);
  return preview(scaled);
}

/** Of one set; --ordinal shows any. */
const MAX_PODS = 1_000;

function withReplicas(set: StatefulSetObject, replicas: number | undefined): StatefulSetObject {
  return replicas === undefined ? set : { ...set, spec: { ...set.spec, replicas } };
}

function asInvalid(error: Error, { metadata }: StatefulSetObject): never {
  if (!(error instanceof ReviewError)) throw error;
  throw new Error(`StatefulSet ${shortLine(metadata.name)}: ${error.message}`, { cause: error });
}

/** The controller's hash is not known before: what depends on it is shown with another one, or not at all. */
function tellGuesses(pods: readonly PodPreview[], { stderr }: CliContext): void {
  const warnings = pods.flatMap(({ decision }) => (decision.outcome === 'allow' ? decision.warnings : []));
  for (const warning of warnings.slice(0, 1)) stderr.write(`note: ${warning}\n`);
  const guessed = pods.find(
    ({ decision }) => decision.outcome === 'mount' && isGuessed(JSON.stringify(decision.configuration)),
  );
  if (guessed === undefined) return;
  const revision = shortLine(guessRevision(guessed.set));
  stderr.write(`note: ${revision} stands for label ${REVISION_LABEL}, which is not known yet\n`);
}

/** What the webhook denies a StatefulSet for, or warns of; whether it denies one. */
function tellObstacles(sets: readonly FoundSet[], options: PreviewOptions, { stderr }: CliContext): boolean {
  const told = sets.flatMap(found =>
    findObstacles(withReplicas(found.set, options.replicas)).map(obstacle => ({ ...obstacle, found })),
  );
  for (const { certain, code, message, found } of told) {
    stderr.write(`${certain ? 'error' : 'warning'}: StatefulSet ${nameOf(found)}: ${code}: ${message}\n`);
  }
  return told.some(({ certain }) => certain);
}

async function show(
  pods: readonly PodPreview[],
  { objects }: Inputs,
  { output }: PreviewOptions,
  context: CliContext,
): Promise<void> {
  const given = listGivenKinds(objects.map(({ object }) => object));
  if (output.startsWith('files=')) await writeFiles(pods, output.slice('files='.length), context);
  else renderPreview(pods, given, output, context);
}

/** StatefulSets without a pod to show, whose annotation cannot be read. */
function findUnread(sets: readonly FoundSet[], pods: readonly PodPreview[]): Denied[] {
  const shown = new Set(pods.map(({ namespace, set }) => `${namespace}/${set}`));
  return sets.flatMap(({ set, namespace, annotation }) => {
    const { name } = set.metadata;
    const decision = shown.has(`${namespace}/${name}`) ? undefined : denyUnread(annotation?.text ?? '');
    return decision === undefined ? [] : [{ namespace, name, decision }];
  });
}

type Denied = Pick<PodPreview, 'namespace' | 'name' | 'decision'>;

function isDenied({ decision }: Denied): boolean {
  return decision.outcome === 'deny';
}

/** Once for all that are denied in the same words. */
function tellDenials(pods: readonly Denied[], { stderr }: CliContext): void {
  const denied = new Map<string, string[]>();
  for (const { decision, namespace, name } of pods) {
    if (decision.outcome !== 'deny') continue;
    const message = `${decision.reason}: ${decision.message}`;
    denied.set(message, [...(denied.get(message) ?? []), `${shortLine(namespace)}/${shortLine(name)}`]);
  }
  for (const [message, names] of denied) stderr.write(`error: ${listNames(names)} denied: ${message}\n`);
}
