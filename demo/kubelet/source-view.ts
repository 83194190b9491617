/** One source of files or variables, with what is seen of it. */
export interface SourceView<Entry> {
  /** For people: `ConfigMap node-0`. */
  readonly what: string;
  readonly entries: ReadonlyMap<string, Entry>;
  /** What the kubelet would wait for before it starts the container. */
  readonly missing: readonly string[];
}

/** Takes out what a later source covers, as Kubernetes does. */
export function coverEarlier<Entry>(sources: readonly SourceView<Entry>[]): SourceView<Entry>[] {
  return sources.map((source, index) => {
    const later = sources.slice(index + 1);
    const seen = [...source.entries].filter(([key]) => !later.some(({ entries }) => entries.has(key)));
    return { ...source, entries: new Map(seen) };
  });
}
