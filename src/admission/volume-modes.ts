/** The modes of a volume's files, as a configuration has them. */
export function listModes(volume: object): number[] {
  const { configMap, secret, projected } = volume as Readonly<Record<string, unknown>>;
  const whole = Object(configMap ?? secret ?? projected);
  const sources =
    projected == null ? [whole] : whole.sources.flatMap((source: object) => Object.values(source));
  return sources.flatMap(({ items }: { readonly items?: readonly { readonly mode?: number }[] }) =>
    items === undefined || items.length === 0
      ? [whole.defaultMode]
      : items.map(({ mode }) => mode ?? whole.defaultMode),
  );
}
