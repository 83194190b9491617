import { shortLine } from '../bounds/quote-text.ts';
import type { DataKind } from './find-data.ts';

/** One source of files or variables, with what is seen of it. */
export interface SourceView<Entry> {
  /** The object that it shows; undefined for what comes from the pod itself. */
  readonly object: ObjectName | undefined;
  /** For people: `ConfigMap node-0`. */
  readonly what: string;
  readonly entries: ReadonlyMap<string, Entry>;
  /** What the kubelet would wait for before it starts the container. */
  readonly missing: readonly MissingPart[];
  /** What else is to be known: what cannot be told without a cluster, for one. */
  readonly notes: readonly string[];
}

export interface ObjectName {
  readonly kind: DataKind;
  readonly name: string;
}

/** An object, or a key of one that is there. */
export interface MissingPart extends ObjectName {
  readonly key?: string;
}

/** `ConfigMap node-0`, `key a of ConfigMap node-0`. */
export function describeMissing({ kind, name, key }: MissingPart): string {
  const object = `${kind} ${shortLine(name)}`;
  return key === undefined ? object : `key ${shortLine(key)} of ${object}`;
}

/** Takes out what a later source covers, as Kubernetes does. */
export function coverEarlier<Entry>(sources: readonly SourceView<Entry>[]): SourceView<Entry>[] {
  return sources.map((source, index) => {
    const later = sources.slice(index + 1);
    const seen = [...source.entries].filter(([key]) => !later.some(({ entries }) => entries.has(key)));
    return { ...source, entries: new Map(seen) };
  });
}
