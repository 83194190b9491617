import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { PodPreview } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import { listGivenKinds } from '../preview/source-state.ts';
import type { CliContext } from './context.ts';
import { describeNothing } from './describe-nothing.ts';
import { NegativeResult } from './negative-result.ts';
import { writeFiles } from './preview-files.ts';
import type { PreviewOptions } from './preview-options.ts';
import { previewSets } from './preview-sets.ts';
import { startProgress } from './progress.ts';
import { type Inputs, readInputs } from './read-inputs.ts';
import { renderPreview } from './render-preview.ts';
import { nameOf, tellMistakes } from './tell-mistakes.ts';

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
    const inputs = await readInputs(paths, options, context, progress);
    const sets = chooseSets(inputs, options, context);
    const pods = await previewSets(sets, inputs, options, context, progress);
    progress.end();
    await show(pods, inputs, options, context);
    if (tellMistakes(pods, sets, inputs, options, context)) throw new NegativeResult();
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
