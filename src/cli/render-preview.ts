import { escapeLine } from '../bounds/escape-controls.ts';
import type { DataKind } from '../kubelet/find-data.ts';
import { describePod } from '../preview/describe-pod.ts';
import { listPodRows, type PodRow } from '../preview/list-pod-rows.ts';
import type { PodPreview } from '../preview/preview-pod.ts';
import { SourceState } from '../preview/source-state.ts';
import type { CliContext } from './context.ts';
import { draw } from './escape-output.ts';
import { type Cell, renderTable } from './render-table.ts';
import { readTerminal, type Style } from './terminal.ts';
import { writeYaml } from './write-yaml.ts';

/** Writes what pods would get, in one of the formats that need no files. */
export function renderPreview(
  pods: readonly PodPreview[],
  given: ReadonlySet<DataKind>,
  format: string,
  context: CliContext,
): void {
  const { stdout } = context;
  if (format === 'table') renderPods(pods, given, context);
  else if (format === 'yaml') {
    const allowed = pods.filter(({ decision }) => decision.outcome !== 'deny');
    for (const { pod } of allowed) stdout.write(`---\n${writeYaml(pod)}`);
  } else if (format === 'patch') stdout.write(toJson(pods.map(toPatch)));
  else stdout.write(toJson({ pods: pods.map(pod => describePod(pod, given)) }));
}

function toPatch({ namespace, name, decision }: PodPreview) {
  if (decision.outcome === 'deny')
    return { namespace, name, denied: `${decision.reason}: ${decision.message}` };
  return { namespace, name, patch: decision.outcome === 'mount' ? decision.operations : [] };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function renderPods(pods: readonly PodPreview[], given: ReadonlySet<DataKind>, context: CliContext): void {
  const namespaces = new Set(pods.map(({ namespace }) => namespace));
  const rows = pods.flatMap(pod =>
    listPodRows(pod, given).map((row, index) => ({ pod, row, isFirst: index === 0 })),
  );
  const cells = rows.map(({ pod, row, isFirst }) => [
    ...(isFirst
      ? [escapeLine((namespaces.size > 1 ? `${pod.namespace}/` : '') + pod.name), String(pod.ordinal)]
      : ['', '']),
    escapeLine(row.what),
    escapeLine(row.where),
    toStateCell(row),
    row.entries.map(escapeLine).join('\n'),
  ]);
  const { stdout, stderr, env } = context;
  if (cells.length > 0) {
    draw(
      stdout,
      renderTable(
        ['POD', 'ORDINAL', 'WHAT', 'WHERE', 'INPUT', 'FILES OR VALUES'],
        cells,
        readTerminal(stdout, env),
      ),
    );
  }
  for (const note of new Set(rows.flatMap(({ row }) => row.notes)))
    stderr.write(`note: ${escapeLine(note)}\n`);
  const unknown = (['ConfigMap', 'Secret'] as const).filter(
    kind =>
      !given.has(kind) &&
      rows.some(({ row }) => row.state === SourceState.notGiven && row.what.startsWith(kind)),
  );
  for (const kind of unknown) {
    stderr.write(
      `note: there is no ${kind} among the inputs, so it is not known whether those named exist\n`,
    );
  }
}

function toStateCell({ state, text }: PodRow): Cell {
  const style = STYLES[state];
  const line = escapeLine(text);
  return style === undefined ? line : { text: line, style };
}

const STYLES: Partial<Record<PodRow['state'], Style>> = {
  [SourceState.present]: 'green',
  [SourceState.missing]: 'red',
  [SourceState.keyMissing]: 'red',
  [SourceState.notGiven]: 'dim',
  denied: 'red',
};
