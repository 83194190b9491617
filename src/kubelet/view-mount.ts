import type { V1Pod, V1VolumeMount } from '@kubernetes/client-node';
import type { FindData } from './find-data.ts';
import type { SourceView } from './source-view.ts';
import { splitPath } from './split-path.ts';
import { expandVariables } from './view-environment.ts';
import { type FileView, viewVolume } from './view-volume.ts';

export interface MountView {
  readonly path: string;
  readonly subPath: string | undefined;
  /** The paths of files are relative to the mount; of a mount that is a file itself, the path is empty. */
  readonly sources: readonly SourceView<FileView>[];
}

/** None for a volume that shows no configuration. */
export function viewMount(
  { name, mountPath, subPath, subPathExpr }: V1VolumeMount,
  pod: V1Pod,
  variables: ReadonlyMap<string, string>,
  find: FindData,
): MountView[] {
  const volume = pod.spec?.volumes?.find(({ name: other }) => other === name);
  if (volume === undefined) return [{ path: mountPath, subPath, sources: [nothing(name)] }];
  const sources = viewVolume(volume, pod, find).map(source => ({
    ...source,
    entries: clean(source.entries),
  }));
  if (sources.length === 0) return [];
  const written = subPath || (subPathExpr && expandVariables(subPathExpr, variables)) || '';
  const part = cleanPath(written) || undefined;
  if (part === undefined) return [{ path: mountPath, subPath: part, sources }];
  const seen = sources.map(source => ({ ...source, entries: below(part, source.entries) }));
  return [{ path: mountPath, subPath: part, sources: noteEmpty(part, seen) }];
}

/** The API server would refuse the pod. */
function nothing(volume: string): SourceView<FileView> {
  const notes = [`the pod has no volume ${volume}, and so could not be created`];
  return { object: undefined, what: `volume ${volume}`, entries: new Map(), missing: [], notes };
}

/** By the paths that the kubelet makes of those that are written. */
function clean(entries: ReadonlyMap<string, FileView>): Map<string, FileView> {
  return new Map([...entries].map(([path, file]) => [cleanPath(path), file]));
}

/** One that climbs stays as it is, so that what writes files notices it: no pod is created with it. */
function cleanPath(path: string): string {
  return path.split('/').includes('..') ? path : splitPath(path).join('/');
}

function below(folder: string, entries: ReadonlyMap<string, FileView>): Map<string, FileView> {
  const inside = [...entries].flatMap(([path, file]) => {
    if (path === folder) return [['', file] as const];
    return path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), file] as const] : [];
  });
  return new Map(inside);
}

/** What a subPath does not find, the kubelet makes: a folder. That is seldom what anybody wants. */
function noteEmpty(part: string, sources: readonly SourceView<FileView>[]): SourceView<FileView>[] {
  const found = sources.some(
    ({ entries, missing, notes }) => entries.size > 0 || missing.length > 0 || notes.length > 0,
  );
  if (found) return [...sources];
  // A variable whose value is known in a cluster only: `status.podIP`, or what is read from a file.
  const notes = part.includes('$(')
    ? [`only a cluster knows which path of the volume ${part} is`]
    : [`there is no ${part} in the volume: the kubelet mounts an empty folder`];
  return sources.map((source, index) => (index === 0 ? { ...source, notes } : source));
}
