import type { ApiConnection } from '../../cluster/api-connection.ts';
import { isObjectName } from '../../cluster/object-name.ts';
import type { CliContext } from '../context.ts';
import { NegativeResult } from '../negative-result.ts';
import { type ClusterOptions, connect } from '../status/connect.ts';
import { parseSubject } from '../status/parse-subject.ts';
import type { AskedSet } from '../status/read-asked.ts';
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
  const subjects = [...new Set(names)].map(parseSubject);
  for (const name of [...subjects.map(one => one.name), options.namespace ?? '']) checkName(name);
  const { connection, namespace: usual } = await connect(options, context.env);
  const namespace = options.namespace ?? usual;
  try {
    let failed = false;
    for (const subject of subjects) {
      const isDone = await retryOne(connection, namespace, subject, context);
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
  set: AskedSet,
  { stdout, stderr, stop }: CliContext,
): Promise<boolean> {
  try {
    const kind = await annotateSet(connection, namespace, set, new Date(), stop);
    stdout.write(
      `${kind}/${set.name} annotated in namespace ${namespace}: its controller tries again at once\n`,
    );
    return true;
  } catch (error) {
    stderr.write(`error: StatefulSet ${namespace}/${set.name}: ${(error as Error).message}\n`);
    return false;
  }
}

function checkName(name: string): void {
  if (name === '' || isObjectName(name)) return;
  throw new UsageError(`expected names of a-z, 0-9, "-" and ".", got "${name}"`);
}
