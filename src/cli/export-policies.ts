import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { makeShortForm } from '../policy/make-short-form.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { CliContext } from './context.ts';
import { describeNothing } from './describe-nothing.ts';
import { type ExportedSet, exportFound } from './export-found.ts';
import { NegativeResult } from './negative-result.ts';
import { startProgress } from './progress.ts';
import { type Inputs, readInputs, toErrorLine } from './read-inputs.ts';
import { nameOf } from './tell-mistakes.ts';
import { UsageError } from './usage-error.ts';
import { writeYaml } from './write-yaml.ts';

export interface ExportOptions {
  readonly namespace: string;
  readonly set?: string;
  readonly params: boolean;
  readonly shortForm: boolean;
}

/**
 * Writes the policies of all annotated StatefulSets of the inputs, or of none: a part of them could be applied unnoticed.
 *
 * @throws NegativeResult when an input is not valid, or asks for what no policy can do.
 */
export async function exportPolicies(
  paths: readonly string[],
  options: ExportOptions,
  context: CliContext,
): Promise<void> {
  if (paths.length === 0 && !options.shortForm)
    throw new UsageError('expected files, or --short-form; got neither');
  const general = options.shortForm ? [{ title: 'The short form', objects: makeShortForm() }] : [];
  const specific = paths.length === 0 ? [] : await exportFiles(paths, options, context);
  context.stdout.write([...general, ...specific].map(renderGroup).join('---\n'));
}

async function exportFiles(
  paths: readonly string[],
  options: ExportOptions,
  context: CliContext,
): Promise<ExportedSet[]> {
  const progress = startProgress(context);
  try {
    const inputs = await readInputs(paths, options, context, progress);
    const sets = chooseSets(inputs, options);
    const exported: ExportedSet[] = [];
    for (const [index, found] of sets.entries()) {
      progress.say(`exporting: ${index} of ${sets.length} StatefulSets`);
      exported.push(await exportFound(found, options.params, context.stop));
    }
    progress.end();
    for (const problem of inputs.problems) context.stderr.write(toErrorLine(problem));
    if (tellRefusals(exported, context) || inputs.problems.length > 0) throw new NegativeResult();
    return exported;
  } finally {
    progress.end();
  }
}

function chooseSets(inputs: Inputs, { set: wanted }: ExportOptions): FoundSet[] {
  const annotated = inputs.sets.filter(({ annotation }) => annotation !== undefined);
  const chosen = annotated.filter(({ set, namespace }) =>
    [undefined, set.metadata.name, `${namespace}/${set.metadata.name}`].includes(wanted),
  );
  if (chosen.length > 0 || inputs.problems.length > 0) return chosen;
  if (annotated.length === 0) throw new Error(describeNothing(inputs, 'export policy'));
  throw new Error(
    `--set: expected one of ${listNames(annotated.map(nameOf))}, got ${shortLine(wanted ?? '')}`,
  );
}

/** Whether there are any. */
function tellRefusals(exported: readonly ExportedSet[], { stderr }: CliContext): boolean {
  const refused = exported.filter(({ refusals }) => refusals.length > 0);
  for (const { title, refusals } of refused) {
    for (const { code, message } of refusals) stderr.write(`error: ${title}: ${message} [${code}]\n`);
  }
  return refused.length > 0;
}

function renderGroup({ title, objects }: Pick<ExportedSet, 'title' | 'objects'>): string {
  return `# ${title}: ${LOST}\n${objects.map(object => writeYaml(object, 0)).join('---\n')}`;
}

const LOST = `written by per-pod-config export policy, to be used without the webhook.
# Lost are the checks when a StatefulSet is applied, which per-pod-config lint makes too, most of the webhook's messages,
# and what it knows of mounts inside of others. Export again when the annotation changes.`;
