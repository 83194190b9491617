import type { DataKind, FindData, ObjectData } from './find-data.ts';
import type { MissingPart, SourceView } from './source-view.ts';

/** How a volume or a variable refers to an object. */
export interface ObjectReference {
  readonly kind: DataKind;
  readonly name: string;
  /** Which keys, and what each becomes; all of them under their own names when undefined. */
  readonly wanted: readonly { readonly key: string; readonly becomes: string }[] | undefined;
  readonly optional: boolean;
}

/** What is seen of an object, and what of it is waited for. */
export function viewObject<Part extends keyof ObjectData>(
  { kind, name, wanted, optional }: ObjectReference,
  part: Part,
  find: FindData,
): SourceView<ObjectData[Part][string]> {
  const object = { kind, name };
  const data = find(kind, name)?.[part] as Readonly<Record<string, ObjectData[Part][string]>> | undefined;
  const none = { object, entries: new Map(), notes: [] };
  if (data === undefined) {
    return optional
      ? { ...none, what: `${kind} ${name} (none)`, missing: [] }
      : { ...none, what: `${kind} ${name}`, missing: [object] };
  }
  const parts = wanted ?? Object.keys(data).map(key => ({ key, becomes: key }));
  const entries = parts.flatMap(({ key, becomes }) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    return value === undefined ? [] : [[becomes, value] as const];
  });
  const missing: MissingPart[] = parts
    .filter(({ key }) => !optional && !Object.hasOwn(data, key))
    .map(({ key }) => ({ ...object, key }));
  return { ...none, what: `${kind} ${name}`, entries: new Map(entries), missing };
}
