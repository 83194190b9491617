import { type Awaited, listAwaited } from '../admission/list-awaited.ts';
import type { LeftOut } from '../annotation/pod-configuration.ts';
import type { DataKind } from '../kubelet/find-data.ts';
import type { SourceView } from '../kubelet/source-view.ts';
import type { Change } from '../patch/list-changed.ts';
import { listLeftOut } from './list-left-out.ts';
import type { PodPreview } from './preview-pod.ts';
import { findState } from './source-state.ts';

/** A pod as the JSON of `preview` has it; the README describes its fields, which stay as they are. */
export function describePod(
  { namespace, set, name, ordinal, decision, patched, containers, pod }: PodPreview,
  given: ReadonlySet<DataKind>,
) {
  const describe = <Entry>(source: SourceView<Entry>) => describeSource(source, given);
  return {
    namespace,
    statefulSet: set,
    name,
    ordinal,
    outcome: decision.outcome,
    reason: decision.reason,
    ...(decision.outcome === 'deny' ? { message: decision.message } : {}),
    ...describeAwaited(listAwaited(decision, pod)),
    ...describePatched(patched),
    ...describeLeftOut(listLeftOut(decision)),
    containers: containers.map(({ container, mounts, environment }) => ({
      name: container,
      mounts: mounts.map(({ path, subPath, sources }) => ({
        path,
        ...(subPath === undefined ? {} : { subPath }),
        sources: sources.map(source => ({
          ...describe(source),
          files: [...source.entries].map(([file, { mode }]) => ({ path: file, mode })),
        })),
      })),
      environment: environment.map(source => ({
        ...describe(source),
        variables: [...source.entries].map(([variable, value]) => ({
          name: variable,
          ...(source.object?.kind === 'Secret' ? {} : { value }),
        })),
      })),
    })),
  };
}

function describeAwaited(awaited: readonly Awaited[]) {
  if (awaited.length === 0) return {};
  return { awaited: awaited.map(({ container, path }) => ({ container, path })) };
}

/** What is undefined has no member in JSON; a field that is removed has null. */
function describePatched(patched: readonly Change[]) {
  if (patched.length === 0) return {};
  return { patched: patched.map(({ field, before, after }) => ({ field, before, value: after ?? null })) };
}

function describeLeftOut(leftOut: readonly LeftOut[]) {
  return leftOut.length === 0 ? {} : { leftOut: leftOut.map(({ where, when }) => ({ where, when })) };
}

function describeSource(source: SourceView<unknown>, given: ReadonlySet<DataKind>) {
  const { object, what, missing, notes } = source;
  const keys = missing.flatMap(({ key }) => (key === undefined ? [] : [key]));
  return {
    ...(object ?? { kind: what }),
    ...(object === undefined ? {} : { state: findState(source, given) }),
    ...(keys.length === 0 ? {} : { missingKeys: keys }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}
