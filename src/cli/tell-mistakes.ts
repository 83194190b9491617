import { findObstacles } from '../admission/find-obstacles.ts';
import { guessRevision, isGuessed, REVISION_LABEL } from '../annotation/revision-label.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { describeProblem } from '../cluster/object-files.ts';
import { denyUnread } from '../preview/deny-unread.ts';
import type { PodPreview } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { CliContext } from './context.ts';
import type { PreviewOptions } from './preview-options.ts';
import { withReplicas } from './preview-sets.ts';
import { type Inputs, toErrorLine } from './read-inputs.ts';

/** Says what is wrong with pods, their StatefulSets and the inputs; gives whether something is. */
export function tellMistakes(
  pods: readonly PodPreview[],
  sets: readonly FoundSet[],
  { remarks, problems }: Inputs,
  options: PreviewOptions,
  context: CliContext,
): boolean {
  const denied = [...pods, ...findUnread(sets, pods)].filter(({ decision }) => decision.outcome === 'deny');
  tellDenials(denied, context);
  tellGuesses(pods, context);
  const isKept = tellObstacles(sets, options, context);
  for (const remark of remarks) context.stderr.write(`warning: ${describeProblem(remark)}\n`);
  for (const problem of problems) context.stderr.write(toErrorLine(problem));
  return denied.length + problems.length > 0 || isKept;
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

/** For messages. */
export function nameOf({ set, namespace }: FoundSet): string {
  return `${shortLine(namespace)}/${shortLine(set.metadata.name)}`;
}
