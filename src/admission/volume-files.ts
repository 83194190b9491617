import { cleanRelative } from '../annotation/clean-path.ts';
import { compareKeys, isInside, sortKey } from '../annotation/path-order.ts';
import { MAX_PATHS_COMPARED } from '../bounds/bounds.ts';
import { measurePaths } from './measure-paths.ts';

/** What is at a path. */
export type Kind = 'file' | 'folder' | 'nothing';

/** The keys of an object, if they are known. */
export type ListKeys = (kind: 'ConfigMap' | 'Secret', name: string) => readonly string[] | undefined;

/** The files of a volume that holds configuration, which is read-only for every container, whatever its mounts say. */
export interface VolumeFiles {
  /** What may be at a clean path within the volume: one thing, if it is known. */
  kindsAt(path: string): ReadonlySet<Kind>;
  /** Whether files are named that are inside of a folder. */
  hasFolder(path: string): boolean;
}

/** The files of a volume as the pod names them; undefined for a volume that holds anything else. */
export function readVolumeFiles(volume: object, listKeys: ListKeys): VolumeFiles | undefined {
  const sources = listSources(volume);
  if (sources === undefined) return undefined;
  const parts = sources.map(source => readSource(source, listKeys));
  if (measurePaths(parts.flatMap(({ paths }) => paths)) > MAX_PATHS_COMPARED) return UNKNOWN;
  const listed = (certain: boolean) =>
    new SortedPaths(parts.filter(part => part.certain === certain).flatMap(({ paths }) => paths));
  const certain = listed(true);
  const uncertain = listed(false);
  const anyKey = parts.some(part => part.open);
  return {
    kindsAt: path => {
      const known = path === '' ? 'folder' : certain.kindAt(path);
      if (known !== 'nothing') return new Set([known]);
      const kinds = new Set<Kind>(['nothing', uncertain.kindAt(path)]);
      // A key is a file, and no key has a slash.
      if (anyKey && !path.includes('/')) kinds.add('file');
      return kinds;
    },
    hasFolder: path => [certain, uncertain].some(paths => paths.kindAt(path) === 'folder'),
  };
}

/** All files that a volume of configuration has, or may have. */
export function listFiles(volume: object, listKeys: ListKeys): string[] {
  return (listSources(volume) ?? []).flatMap(source => readSource(source, listKeys).paths);
}

/** Of so many files, nothing is said. */
const UNKNOWN: VolumeFiles = {
  kindsAt: () => new Set(['file', 'folder', 'nothing']),
  hasFolder: () => false,
};

/** A source of a projected volume: `[['configMap', {…}]]`. */
type Source = readonly [type: string, source: Readonly<Record<string, unknown>>];

function listSources(volume: object): Source[] | undefined {
  const { configMap, secret, downwardAPI, projected } = volume as Readonly<Record<string, unknown>>;
  if (projected != null) {
    const { sources } = Object(projected);
    return (Array.isArray(sources) ? sources : []).flatMap(listTypes);
  }
  const listed = listTypes({ configMap, secret, downwardAPI });
  return listed.length === 0 ? undefined : listed;
}

function listTypes(source: unknown): Source[] {
  return Object.entries(Object(source)).flatMap(([type, value]) =>
    value == null ? [] : [[type, Object(value)] as const],
  );
}

interface Part {
  readonly paths: readonly string[];
  readonly certain: boolean;
  /** Whether there may be files of any name besides. */
  readonly open: boolean;
}

function readSource([type, source]: Source, listKeys: ListKeys): Part {
  const { items, optional } = source;
  const certain = optional !== true;
  const listed = Array.isArray(items) ? items.map(item => Object(item).path) : [];
  if (listed.length > 0 || type === 'downwardAPI')
    return { paths: listed.map(cleanPath), certain, open: false };
  if (type === 'configMap' || type === 'secret') {
    const keys = listKeys(
      type === 'secret' ? 'Secret' : 'ConfigMap',
      String(source['secretName'] ?? source['name']),
    );
    return { paths: keys ?? [], certain: true, open: keys === undefined };
  }
  const paths = PATHS.map(field => source[field]).filter(path => typeof path === 'string');
  return { paths: paths.map(cleanPath), certain, open: false };
}

/** Where tokens, bundles of certificates and certificates of pods have their paths. */
const PATHS = ['path', 'credentialBundlePath', 'keyPath', 'certificateChainPath'] as const;

function cleanPath(path: unknown): string {
  return cleanRelative(String(path));
}

/** Found without a search: a volume may have thousands of files. */
class SortedPaths {
  readonly #keys: readonly string[];

  constructor(paths: readonly string[]) {
    this.#keys = paths
      .map(path => ({ key: sortKey(path) }))
      .sort(compareKeys)
      .map(({ key }) => key);
  }

  kindAt(path: string): Kind {
    const key = sortKey(path);
    const found = this.#keys[this.#findFrom(key)];
    if (found === undefined) return 'nothing';
    if (found === key) return 'file';
    return isInside(found, key) ? 'folder' : 'nothing';
  }

  /** The place of the first key that is not before this one. */
  #findFrom(key: string): number {
    let from = 0;
    let to = this.#keys.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#keys[middle] as string) < key) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
