/** How a file may be read: by its mode, and by its owner, who is root where it has none. */
export interface FileAccess {
  readonly mode: number;
  readonly user?: number;
}

/** How the files of a volume may be read, as a configuration has it. */
export function listAccess(volume: object): FileAccess[] {
  const { configMap, secret, projected } = volume as Readonly<Record<string, unknown>>;
  const whole: Whole = Object(configMap ?? secret ?? projected);
  const { defaultMode, defaultUser, sources = [whole] } = whole;
  // The files of an image have their own.
  if (defaultMode === undefined) return [];
  const access = ({ mode = defaultMode, user = defaultUser }: Partial<FileAccess>): FileAccess =>
    user === undefined ? { mode } : { mode, user };
  const parts = projected == null ? [whole] : sources.flatMap(source => Object.values(source) as Source[]);
  return parts.flatMap(({ items = [], user }) =>
    items.length === 0 ? [access(user === undefined ? {} : { user })] : items.map(access),
  );
}

interface Source {
  readonly items?: readonly Partial<FileAccess>[];
  readonly user?: number;
}

interface Whole extends Source {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly sources?: readonly object[];
}
