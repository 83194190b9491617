import type { SourceView } from '../src/kubelet/source-view.ts';
import type { ContainerView } from '../src/kubelet/view-containers.ts';

/** One row of the demo's table: a source, where it is seen, and what is seen of it. */
export interface Row {
  readonly what: string;
  readonly where: string;
  /** Lines. */
  readonly entries: readonly string[];
}

/** The rows for one pod. What not all of its containers see says which of them do. */
export function listRows(containers: readonly ContainerView[]): Row[] {
  const rows = new Map<string, { readonly row: Row; readonly seenBy: string[] }>();
  for (const view of containers) {
    for (const row of rowsOf(view)) {
      const key = JSON.stringify(row);
      const { seenBy } = rows.get(key) ?? { seenBy: [] };
      rows.set(key, { row, seenBy: [...seenBy, view.container] });
    }
  }
  if (rows.size === 0) return [{ what: '-', where: '-', entries: ['-'] }];
  return [...rows.values()].map(({ row, seenBy }) =>
    seenBy.length === containers.length ? row : { ...row, where: `${row.where} (${seenBy.join(', ')})` },
  );
}

function rowsOf({ mounts, environment }: ContainerView): Row[] {
  const files = mounts.flatMap(({ path, sources }) =>
    sources.map(({ what, entries }) => ({
      what,
      where: path,
      entries: [[...entries.keys()].join(', ') || '-'],
    })),
  );
  const variables = environment.map(source => ({
    what: source.what,
    where: 'environment',
    entries: describeVariables(source),
  }));
  return [...files, ...variables];
}

/** What a Secret holds is not for the screen. */
function describeVariables({ what, entries }: SourceView<string>): string[] {
  return [...entries].map(([name, value]) => (what.startsWith('Secret ') ? name : `${name}=${value}`));
}
