import type { ApiConnection } from '../../cluster/api-connection.ts';
import { isObjectName } from '../../cluster/object-name.ts';
import type { CliContext } from '../context.ts';
import { NegativeResult } from '../negative-result.ts';
import { type ClusterOptions, connect } from '../status/connect.ts';
import { UsageError } from '../usage-error.ts';
import { annotateSet } from './annotate-set.ts';

export interface RetryOptions extends ClusterOptions {
  readonly namespace?: string;
}

/**
 * Has the controllers of StatefulSets try at once, and says for each of them what was done.
 *
 * @throws NegativeResult when it could not be done for one of them.
 * @throws UsageError when a flag or a name is not what it must be.
 */
export async function retry(
  names: readonly string[],
  options: RetryOptions,
  context: CliContext,
): Promise<void> {
  for (const name of [...names.map(nameOf), options.namespace ?? '']) checkName(name);
  const { connection, namespace: usual } = await connect(options, context.env);
  const namespace = options.namespace ?? usual;
  try {
    let failed = false;
    for (const name of new Set(names)) {
      const isDone = await retryOne(connection, namespace, name, context);
      failed ||= !isDone;
    }
    if (failed) throw new NegativeResult('a StatefulSet was not annotated');
  } finally {
    await connection.close();
  }
}

/** One that is missing must not keep the others from it. */
async function retryOne(
  connection: ApiConnection,
  namespace: string,
  given: string,
  { stdout, stderr, stop }: CliContext,
): Promise<boolean> {
  const set = { namespace, name: nameOf(given), kind: given.slice(0, -nameOf(given).length) };
  try {
    const kind = await annotateSet(connection, set, new Date(), stop);
    stdout.write(
      `${kind}/${set.name} annotated in namespace ${namespace}: its controller tries again at once\n`,
    );
    return true;
  } catch (error) {
    stderr.write(`error: StatefulSet ${namespace}/${set.name}: ${(error as Error).message}\n`);
    return false;
  }
}

/** Of `sts/web`, as kubectl writes it. */
function nameOf(given: string): string {
  return given.replace(/^(?:a?sts|statefulsets?)(?:\.apps(?:\.kruise\.io)?)?\//, '');
}

function checkName(name: string): void {
  if (name === '' || isObjectName(name)) return;
  throw new UsageError(`expected names of a-z, 0-9, "-" and ".", got "${name}"`);
}
