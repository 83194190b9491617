import { setTimeout as sleep } from 'node:timers/promises';
import { escapeControls } from '../../bounds/escape-controls.ts';
import { isObjectName } from '../../cluster/object-name.ts';
import { ObjectReader } from '../../cluster/object-reader.ts';
import type { StatusReport } from '../../status/report-status.ts';
import type { CliContext } from '../context.ts';
import { draw } from '../escape-output.ts';
import { NegativeResult } from '../negative-result.ts';
import { startProgress } from '../progress.ts';
import { readTerminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { type ClusterOptions, connect } from './connect.ts';
import { parseSubject } from './parse-subject.ts';
import type { Asked } from './read-asked.ts';
import { readStatus } from './read-status.ts';
import { renderStatus } from './render-status.ts';
import { makeScreen } from './screen.ts';

export interface StatusOptions extends ClusterOptions {
  readonly namespace?: string;
  readonly clusterDomain?: string;
  readonly allNamespaces?: boolean;
  readonly output: 'table' | 'json';
  readonly watch?: boolean;
}

/**
 * Prints the status, once or until it is asked to end.
 *
 * @throws NegativeResult when something needs attention.
 * @throws UsageError when a flag is not what it must be.
 * @throws Error when the status cannot be told at all.
 */
export async function showStatus(
  names: readonly string[],
  options: StatusOptions,
  context: CliContext,
): Promise<void> {
  const { connection, namespace } = await connect(options, context.env);
  try {
    const asked = findAsked(names, options, namespace);
    const reader = new ObjectReader(connection, context.stop);
    const read = () => readOnce(reader, asked, context);
    if (options.watch === true) await watch(read, options, context);
    else {
      const report = await read();
      draw(context.stdout, render(report, options, context));
      if (!report.healthy) throw new NegativeResult('something needs attention');
    }
  } finally {
    await connection.close();
  }
}

function findAsked(names: readonly string[], options: StatusOptions, contextNamespace: string): Asked {
  const namespace = options.allNamespaces === true ? undefined : (options.namespace ?? contextNamespace);
  const subjects = names.map(parseSubject);
  if (subjects[0] !== undefined && namespace === undefined) {
    const { name } = subjects[0];
    throw new UsageError(`-A: expected no name beside it, got "${name}"; name the namespace with -n`);
  }
  for (const { name } of subjects) checkName('the StatefulSet', name);
  checkName('-n', namespace);
  return { namespace, subjects, clusterDomain: options.clusterDomain };
}

function checkName(what: string, name: string | undefined): void {
  if (name === undefined || isObjectName(name)) return;
  throw new UsageError(`${what}: expected a name, of a-z, 0-9, "-" and ".", got "${name}"`);
}

async function readOnce(reader: ObjectReader, asked: Asked, context: CliContext): Promise<StatusReport> {
  const progress = startProgress(context);
  try {
    return await readStatus(reader, asked, Date.now(), progress);
  } finally {
    progress.end();
  }
}

function render(report: StatusReport, { output, watch }: StatusOptions, context: CliContext): string {
  if (output === 'table') return renderStatus(report, readTerminal(context.stdout, context.env));
  // Of several, each is a line of its own.
  return escapeControls(`${JSON.stringify(report, null, watch === true ? 0 : 2)}\n`);
}

/** An API server that is away for a while is no reason to end; only the first time it is. */
async function watch(
  read: () => Promise<StatusReport>,
  options: StatusOptions,
  context: CliContext,
): Promise<void> {
  const { stop, stdout, env } = context;
  const screen = makeScreen(stdout, readTerminal(stdout, env));
  screen.show(render(await read(), options, context));
  while (!stop.aborted) {
    await sleep(INTERVAL, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) return;
    const text = await read().then(
      report => render(report, options, context),
      (error: Error) => escapeControls(`error: ${error.message}\n`),
    );
    if (!stop.aborted) screen.show(text);
  }
}

/** Milliseconds. */
const INTERVAL = 2_000;
