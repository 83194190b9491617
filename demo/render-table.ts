import { renderTable as render } from '../src/cli/render-table.ts';
import { readTerminal } from '../src/cli/terminal.ts';
import type { AdmittedPod } from './admit-pods.ts';
import { listFieldRows } from './list-field-rows.ts';
import { listRows } from './list-rows.ts';

/** A table of what each pod got. */
export function renderTable(pods: readonly AdmittedPod[]): string {
  const rows = pods.flatMap(({ name, ordinal, containers, after }) =>
    [...listRows(containers), ...listFieldRows(after)].map(({ what, where, entries }, index) => [
      ...(index === 0 ? [name, String(ordinal)] : ['', '']),
      { text: what, style: 'green' } as const,
      where,
      entries.join('\n'),
    ]),
  );
  return render(
    ['POD', 'ORDINAL', 'WHAT', 'WHERE', 'FILES OR VALUES'],
    rows,
    readTerminal(process.stdout, process.env),
  );
}
