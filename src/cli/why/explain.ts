import { describeProblem, readManifests } from '../../cluster/object-files.ts';
import { isObjectName } from '../../cluster/object-name.ts';
import { ObjectReader } from '../../cluster/object-reader.ts';
import { type Explanation, needsAttention } from '../../status/explanation.ts';
import type { CliContext } from '../context.ts';
import { draw } from '../escape-output.ts';
import { NegativeResult } from '../negative-result.ts';
import { startProgress } from '../progress.ts';
import { asUsageError } from '../read-inputs.ts';
import { type ClusterOptions, connect } from '../status/connect.ts';
import { readTerminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { explainLivePod } from './explain-live-pod.ts';
import { explainPodInFiles } from './explain-pod-in-files.ts';
import { renderExplanation } from './render-explanation.ts';

export interface WhyOptions extends ClusterOptions {
  readonly namespace?: string;
  readonly filename?: readonly string[];
  readonly output: 'text' | 'json';
}

/**
 * Prints the decision for a pod, and what led there.
 *
 * @throws NegativeResult when the pod needs attention.
 * @throws UsageError when there is no such pod, or a flag is not what it must be.
 */
export async function explain(
  given: string | undefined,
  options: WhyOptions,
  context: CliContext,
): Promise<void> {
  const name = given?.replace(/^(po|pods?)\//, '');
  for (const text of [name, options.namespace]) {
    if (text !== undefined && !isObjectName(text)) {
      throw new UsageError(`expected names of a-z, 0-9, "-" and ".", got "${text}"`);
    }
  }
  const { filename } = options;
  const explanation =
    filename === undefined
      ? await explainLive(name, options, context)
      : await explainFiles(filename, name, options.namespace, context);
  const { stdout, env } = context;
  if (options.output === 'json') stdout.write(`${JSON.stringify(explanation, null, 2)}\n`);
  else draw(stdout, renderExplanation(explanation, readTerminal(stdout, env)));
  if (needsAttention(explanation)) throw new NegativeResult('the pod needs attention');
}

async function explainLive(
  name: string | undefined,
  options: WhyOptions,
  context: CliContext,
): Promise<Explanation> {
  if (name === undefined) throw new UsageError('expected the name of a pod, or a file with -f');
  const { connection, namespace } = await connect(options, context.env);
  const progress = startProgress(context);
  progress.say('reading from the API server');
  try {
    const reader = new ObjectReader(connection, context.stop);
    return await explainLivePod(reader, options.namespace ?? namespace, name);
  } finally {
    progress.end();
    await connection.close();
  }
}

async function explainFiles(
  paths: readonly string[],
  name: string | undefined,
  namespace: string | undefined,
  { stdin, stop }: CliContext,
): Promise<Explanation> {
  const { objects, problems } = await readManifests(paths, { stdin, stop }).catch(asUsageError);
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(describeProblem(problem));
  return explainPodInFiles(objects, name, namespace);
}
