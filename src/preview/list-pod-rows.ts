import { listAwaited } from '../admission/list-awaited.ts';
import type { LeftOut } from '../annotation/pod-configuration.ts';
import type { DataKind } from '../kubelet/find-data.ts';
import type { SourceView } from '../kubelet/source-view.ts';
import type { ContainerView } from '../kubelet/view-containers.ts';
import type { Change } from '../patch/list-changed.ts';
import { describeChange } from './describe-change.ts';
import { listLeftOut } from './list-left-out.ts';
import type { PodPreview } from './preview-pod.ts';
import { findState, SourceState } from './source-state.ts';

/** One row of a table about pods: a source, where it is seen, whether it is there, what is seen of it. */
export interface PodRow {
  readonly what: string;
  readonly where: string;
  readonly state: SourceState | 'denied';
  /** The state in words, with the keys that are missing. */
  readonly text: string;
  /** Lines. */
  readonly entries: readonly string[];
  /** Each a sentence. */
  readonly notes: readonly string[];
}

/** The rows for a pod: at least one. What not all of its containers see says which of them do. */
export function listPodRows(pod: PodPreview, given: ReadonlySet<DataKind>): PodRow[] {
  const { decision, containers } = pod;
  if (decision.outcome === 'deny')
    return [{ ...NOTHING, state: 'denied', what: 'denied', entries: [decision.reason] }];
  const rows = new Map<string, { readonly row: PodRow; readonly seenBy: string[] }>();
  for (const view of containers) {
    for (const row of rowsOf(view, given)) {
      const key = JSON.stringify(row);
      rows.set(key, { row, seenBy: [...(rows.get(key)?.seenBy ?? []), view.container] });
    }
  }
  const awaited = [...new Set(listAwaited(decision, pod.pod).map(({ container }) => container))];
  const leftOut = listLeftOut(decision);
  const patched = pod.patched.map(describePatched);
  if (rows.size + awaited.length + leftOut.length + patched.length === 0) return [NOTHING];
  const seen = [...rows.values()].map(({ row, seenBy }) =>
    seenBy.length === containers.length ? row : { ...row, where: `${row.where} (${seenBy.join(', ')})` },
  );
  return [...patched, ...seen, ...awaited.map(describeAwaited), ...leftOut.map(describeLeftOut)];
}

function describePatched(change: Change): PodRow {
  return { ...NOTHING, what: 'patch', where: change.field, entries: [describeChange(change)] };
}

function describeLeftOut({ where, when }: LeftOut): PodRow {
  return { ...NOTHING, what: where, text: 'left out', entries: [`${when} is false`] };
}

function describeAwaited(container: string): PodRow {
  const entries = ['another webhook is to add it'];
  return { ...NOTHING, what: `container ${container}`, text: 'awaited', entries };
}

const NOTHING: PodRow = {
  what: '-',
  where: '-',
  state: SourceState.ofPod,
  text: '-',
  entries: ['-'],
  notes: [],
};

function rowsOf({ mounts, environment }: ContainerView, given: ReadonlySet<DataKind>): PodRow[] {
  const files = mounts.flatMap(({ path, sources }) =>
    sources.map(source => makeRow(source, path, [listPaths(source.entries)], given)),
  );
  const variables = environment.map(source => makeRow(source, 'environment', listVariables(source), given));
  return [...files, ...variables];
}

/** The path is empty where the mount itself is a file. */
function listPaths(entries: ReadonlyMap<string, unknown>): string {
  return [...entries.keys()].map(path => path || 'the file itself').join(', ') || '-';
}

/** What a Secret holds is not for the screen. */
function listVariables({ object, entries }: SourceView<string>): string[] {
  const lines = [...entries].map(([name, value]) => (object?.kind === 'Secret' ? name : `${name}=${value}`));
  return lines.length === 0 ? ['-'] : lines;
}

function makeRow(
  source: SourceView<unknown>,
  where: string,
  entries: readonly string[],
  given: ReadonlySet<DataKind>,
): PodRow {
  const state = findState(source, given);
  const keys = source.missing.map(({ key }) => key).join(', ');
  const text =
    { [SourceState.keyMissing]: `no key ${keys}`, [SourceState.optional]: 'missing, optional' }[
      state as string
    ] ?? state;
  const { object, what, notes } = source;
  return {
    what: object === undefined ? what : `${object.kind} ${object.name}`,
    where,
    state,
    text,
    entries,
    notes,
  };
}
