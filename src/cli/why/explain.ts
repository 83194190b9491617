import { escapeControls } from '../../bounds/escape-controls.ts';
import { isObjectName } from '../../cluster/object-name.ts';
import { ObjectReader } from '../../cluster/object-reader.ts';
import { type Explanation, needsAttention } from '../../status/explanation.ts';
import type { CliContext } from '../context.ts';
import { draw } from '../escape-output.ts';
import { NegativeResult } from '../negative-result.ts';
import { startProgress } from '../progress.ts';
import { connect } from '../status/connect.ts';
import { readTerminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { type Answers, explainEach } from './explain-each.ts';
import { explainFiles } from './explain-files.ts';
import { explainLivePod } from './explain-live-pod.ts';
import { renderExplanation } from './render-explanation.ts';
import type { WhyOptions } from './why-options.ts';

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
    const place = options.namespace ?? namespace;
    return await explainEach(names, name => explainLivePod(reader, place, name, options.clusterDomain));
  } finally {
    progress.end();
    await connection.close();
  }
}
