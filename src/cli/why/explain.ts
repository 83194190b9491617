import { Reason } from '../../admission/reason.ts';
import { escapeControls } from '../../bounds/escape-controls.ts';
import { findUnrendered } from '../../cluster/find-unrendered.ts';
import { describeProblem, readManifests } from '../../cluster/object-files.ts';
import { isObjectName } from '../../cluster/object-name.ts';
import { ObjectReader } from '../../cluster/object-reader.ts';
import { type Explanation, needsAttention } from '../../status/explanation.ts';
import type { FoundObject } from '../../yaml/kubernetes-object.ts';
import type { CliContext } from '../context.ts';
import { listHints } from '../describe-nothing.ts';
import { draw } from '../escape-output.ts';
import { NegativeResult } from '../negative-result.ts';
import { startProgress } from '../progress.ts';
import { asUsageError } from '../read-inputs.ts';
import { type ClusterOptions, connect } from '../status/connect.ts';
import { Notes } from '../status/notes.ts';
import { readLabels } from '../status/read-labels.ts';
import { readWebhook } from '../status/read-webhook.ts';
import { readTerminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { explainLivePod } from './explain-live-pod.ts';
import { explainPodInFiles } from './explain-pod-in-files.ts';
import type { Beyond } from './file-surroundings.ts';
import { namespaceOf, place } from './found-objects.ts';
import { renderExplanation } from './render-explanation.ts';

export interface WhyOptions extends ClusterOptions {
  readonly namespace?: string;
  readonly filename?: readonly string[];
  readonly output: 'text' | 'json';
}

/**
 * Prints the decision for pods, and what led there. Those that cannot be explained are told on stderr, after the others.
 *
 * @throws NegativeResult when a pod needs attention.
 * @throws Error when none can be explained.
 * @throws UsageError when there is no such pod, or a flag is not what it must be.
 */
export async function explain(
  given: readonly string[],
  options: WhyOptions,
  context: CliContext,
): Promise<void> {
  const names = [...new Set(given.map(name => name.replace(/^(po|pods?)\//, '')))];
  for (const text of [...names, options.namespace]) {
    if (text !== undefined && !isObjectName(text)) {
      throw new UsageError(`expected names of a-z, 0-9, "-" and ".", got "${text}"`);
    }
  }
  const { filename } = options;
  const answers =
    filename === undefined
      ? await explainLive(names, options, context)
      : await explainFiles(filename, names, options, context);
  const found = answers.flatMap(answer => (answer instanceof Error ? [] : [answer]));
  const failures = answers.filter(answer => answer instanceof Error);
  const errors = [...new Map(failures.map(error => [error.message, error])).values()];
  const [last] = errors.slice(-1);
  print(found, names.length > 1, options, context);
  for (const { message } of errors.slice(0, -1)) context.stderr.write(`error: ${escapeControls(message)}\n`);
  if (last !== undefined) throw last;
  if (found.some(needsAttention)) throw new NegativeResult('a pod needs attention');
}

function print(
  found: readonly Explanation[],
  isList: boolean,
  { output }: WhyOptions,
  { stdout, env }: CliContext,
): void {
  if (found.length === 0) return;
  if (output === 'json') stdout.write(`${JSON.stringify(isList ? found : found[0], null, 2)}\n`);
  else draw(stdout, found.map(one => renderExplanation(one, readTerminal(stdout, env))).join('\n'));
}

type Answers = readonly (Explanation | Error)[];

async function explainLive(
  names: readonly string[],
  options: WhyOptions,
  context: CliContext,
): Promise<Answers> {
  if (names.length === 0) throw new UsageError('expected the name of a pod, or a file with -f');
  const { connection, namespace } = await connect(options, context.env);
  const progress = startProgress(context);
  progress.say('reading from the API server');
  try {
    const reader = new ObjectReader(connection, context.stop);
    return await explainEach(names, name => explainLivePod(reader, options.namespace ?? namespace, name));
  } finally {
    progress.end();
    await connection.close();
  }
}

/** A pod that cannot be explained keeps no other one from being explained. */
function explainEach<T>(
  names: readonly T[],
  explainOne: (name: T) => Promise<Explanation>,
): Promise<Answers> {
  return Promise.all(names.map(name => explainOne(name).catch((error: Error) => error)));
}

async function explainFiles(
  paths: readonly string[],
  names: readonly string[],
  options: WhyOptions,
  context: CliContext,
): Promise<Answers> {
  const { stdin, stop } = context;
  const { objects, problems } = await readManifests(paths, { stdin, stop }).catch(asUsageError);
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(describeProblem(problem));
  const hints = listHints({ objects, unrendered: await findUnrendered(paths), sets: [] }, 'why POD -f');
  const asked = names.length === 0 ? [undefined] : names;
  const { namespace } = options;
  const beyond = isClusterNamed(options) ? await readBeyond(objects, options, context) : undefined;
  return explainEach(asked, name =>
    addHints(() => explainPodInFiles(objects, name, namespace, beyond), hints),
  );
}

/** They may say why a pod is not annotated, or not found. */
async function addHints(explain: () => Promise<Explanation>, hints: readonly string[]): Promise<Explanation> {
  try {
    const explanation = await explain();
    if (explanation.decision.reason !== Reason.notAnnotated) return explanation;
    return { ...explanation, notes: [...explanation.notes, ...hints] };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError([error.message, ...hints].join('; '));
  }
}

/** Files ask no cluster unless one is named. */
function isClusterNamed({ kubeconfig, context }: WhyOptions): boolean {
  return kubeconfig !== undefined || context !== undefined;
}

async function readBeyond(
  objects: readonly FoundObject[],
  options: WhyOptions,
  context: CliContext,
): Promise<Beyond> {
  const { connection } = await connect(options, context.env);
  try {
    const reader = new ObjectReader(connection, context.stop);
    const notes = new Notes();
    const namespaces = new Set(objects.map(one => namespaceOf(place(one, options.namespace))));
    const [webhook, labelsOf] = await Promise.all([
      readWebhook(reader, notes, new Notes()),
      readLabels(reader, [...namespaces], notes),
    ]);
    return { webhook, labelsOf, notes: notes.list() };
  } finally {
    await connection.close();
  }
}
