import { listOrdinals } from '../admission/list-ordinals.ts';
import { MAX_PODS_CHECKED } from '../bounds/bounds.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { exportSet } from '../policy/export-set.ts';
import type { Selector } from '../policy/match-pods.ts';
import type { Refusal } from '../policy/refusal.ts';
import { previewPod } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { CliContext } from './context.ts';
import { describeNothing } from './describe-nothing.ts';
import { NegativeResult } from './negative-result.ts';
import { startProgress } from './progress.ts';
import { type Inputs, readInputs, toErrorLine } from './read-inputs.ts';
import { nameOf } from './tell-mistakes.ts';
import { writeYaml } from './write-yaml.ts';

export interface ExportOptions {
  readonly namespace: string;
  readonly set?: string;
  readonly params: boolean;
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
  const progress = startProgress(context);
  try {
    const inputs = await readInputs(paths, options.namespace, context, progress);
    const sets = chooseSets(inputs, options);
    const exported = await Promise.all(sets.map(set => exportFound(set, options, context)));
    progress.end();
    for (const problem of inputs.problems) context.stderr.write(toErrorLine(problem));
    if (inputs.problems.length > 0 || exported.includes(undefined)) throw new NegativeResult();
    write(
      exported.flatMap(objects => objects ?? []),
      context,
    );
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

/** The policies of one StatefulSet; undefined when it is refused, which has been said. */
async function exportFound(
  found: FoundSet,
  { params }: ExportOptions,
  { stderr, stop }: CliContext,
): Promise<readonly object[] | undefined> {
  const { set, namespace, annotation } = found;
  if (annotation === undefined) return [];
  const denied = await findDenied(found, stop);
  const selector = readSelector(found);
  const exported =
    denied.length > 0 ? { refusals: denied } : exportSet({ set, namespace, annotation, selector, params });
  if ('objects' in exported) return exported.objects;
  for (const { code, message } of exported.refusals)
    stderr.write(`error: StatefulSet ${nameOf(found)}: ${message} [${code}]\n`);
  return undefined;
}

/** What the webhook would deny pods of the StatefulSet for: in its own words, as nobody will say them later. */
async function findDenied({ set, namespace }: FoundSet, stop: AbortSignal): Promise<Refusal[]> {
  const messages = new Set<string>();
  for (const ordinal of listOrdinals(set, MAX_PODS_CHECKED)) {
    stop.throwIfAborted();
    const { decision } = await previewPod(set, ordinal, namespace, () => undefined);
    if (decision.outcome === 'deny') messages.add(`${decision.reason}: ${decision.message}`);
  }
  return [...messages].map(message => ({ code: 'denied', message }));
}

/** Not checked further: the API server does, when the policies are applied. */
function readSelector({ found }: FoundSet): Selector {
  const spec: unknown = Reflect.get(found.object, 'spec');
  return Object(Object(spec).selector);
}

function write(objects: readonly object[], { stdout }: CliContext): void {
  stdout.write(objects.map(object => writeYaml(object, 0)).join('---\n'));
}
