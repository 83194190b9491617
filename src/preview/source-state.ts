import { isGuessed } from '../annotation/revision-label.ts';
import type { DataKind } from '../kubelet/find-data.ts';
import type { SourceView } from '../kubelet/source-view.ts';

/** Whether what a source shows is among the inputs. */
export const SourceState = {
  present: 'present',
  /** No object of that name is, but others of its kind are. */
  missing: 'missing',
  /** It is not, and the pod may start without it. */
  optional: 'optional',
  keyMissing: 'key missing',
  /** No object of its kind is, or its name is not known before a controller makes the pod: whether it exists cannot be told from the inputs. */
  notGiven: 'not given',
  /** It comes from the pod itself. */
  ofPod: '-',
} as const;

export type SourceState = (typeof SourceState)[keyof typeof SourceState];

/** @param given the kinds of which there are any among the inputs. */
export function findState(
  { object, missing, what }: SourceView<unknown>,
  given: ReadonlySet<DataKind>,
): SourceState {
  if (object === undefined) return SourceState.ofPod;
  const isPresent = missing.every(({ key }) => key !== undefined) && what.endsWith(` ${object.name}`);
  if (isPresent) return missing.length === 0 ? SourceState.present : SourceState.keyMissing;
  if (!given.has(object.kind) || isGuessed(object.name)) return SourceState.notGiven;
  return missing.length === 0 ? SourceState.optional : SourceState.missing;
}

/** Of which kinds there are any objects. */
export function listGivenKinds(objects: readonly { readonly kind: string }[]): Set<DataKind> {
  return new Set(
    (['ConfigMap', 'Secret'] as const).filter(kind => objects.some(object => object.kind === kind)),
  );
}
