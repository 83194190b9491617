import type {
  V1DownwardAPIVolumeFile,
  V1KeyToPath,
  V1Pod,
  V1Volume,
  V1VolumeProjection,
} from '@kubernetes/client-node';
import type { DataKind, FindData } from './find-data.ts';
import { readField } from './read-field.ts';
import { coverEarlier, type SourceView } from './source-view.ts';
import { viewObject } from './view-object.ts';

export interface FileView {
  readonly content: Buffer;
  /** As `stat` prints it: `644`. */
  readonly mode: string;
}

/**
 * What a volume shows of ConfigMaps, Secrets and the pod's own fields, by paths relative to it, and that there is more in it where
 * only a cluster knows what. A volume of any other kind shows nothing.
 */
export function viewVolume(volume: V1Volume, pod: V1Pod, find: FindData): SourceView<FileView>[] {
  const { configMap, secret, downwardAPI, projected, image } = volume;
  const view = makeView(pod, find, (configMap ?? secret ?? downwardAPI ?? projected)?.defaultMode);
  if (image) return [unknown(`image ${image.reference ?? ''}`)];
  if (configMap) return [view.object('ConfigMap', configMap.name, configMap)];
  if (secret) return [view.object('Secret', secret.secretName, secret)];
  if (downwardAPI) return [view.fields(downwardAPI.items ?? [])];
  return coverEarlier((projected?.sources ?? []).map(source => viewProjection(source, view)));
}

function viewProjection(source: V1VolumeProjection, view: View): SourceView<FileView> {
  const { configMap, secret, downwardAPI } = source;
  if (configMap) return view.object('ConfigMap', configMap.name, configMap);
  if (secret) return view.object('Secret', secret.name, secret);
  if (downwardAPI) return view.fields(downwardAPI.items ?? []);
  const { clusterTrustBundle, podCertificate } = source;
  if (clusterTrustBundle) {
    return unknown(`ClusterTrustBundle ${clusterTrustBundle.name ?? `of ${clusterTrustBundle.signerName}`}`);
  }
  if (podCertificate) return unknown(`certificate of ${podCertificate.signerName}`);
  return unknown(Object.keys(source)[0] ?? 'a source');
}

function unknown(what: string): SourceView<FileView> {
  const notes = [`only a cluster knows what ${what} shows`];
  return { object: undefined, what, entries: new Map(), missing: [], notes };
}

type View = ReturnType<typeof makeView>;

/** What a source shows, in a volume of such a default mode. */
function makeView(pod: V1Pod, find: FindData, defaultMode = DEFAULT_MODE) {
  const added = pod.spec?.securityContext?.fsGroup === undefined ? 0 : READABLE;
  const file = (content: Buffer, mode = defaultMode): FileView => ({
    content,
    mode: (mode | added).toString(8),
  });
  return {
    object: (kind: DataKind, name = '', { items, optional = false }: Reference) => {
      const wanted = items?.map(({ key, path }) => ({ key, becomes: path }));
      const source = viewObject({ kind, name, wanted, optional }, 'files', find);
      const modes = new Map(items?.map(({ path, mode }) => [path, mode]));
      const entries = [...source.entries].map(
        ([path, content]) => [path, file(content, modes.get(path))] as const,
      );
      return { ...source, entries: new Map(entries) };
    },
    fields: (items: readonly V1DownwardAPIVolumeFile[]) => viewFields(items, pod, file),
  };
}

/** 0644, as the API server has it. */
const DEFAULT_MODE = 0o644;

/** With an fsGroup, the kubelet lets the group read every file, whatever the mode asked for. */
const READABLE = 0o440;

interface Reference {
  readonly items?: readonly V1KeyToPath[];
  readonly optional?: boolean;
}

function viewFields(
  items: readonly V1DownwardAPIVolumeFile[],
  pod: V1Pod,
  file: (content: Buffer, mode?: number) => FileView,
): SourceView<FileView> {
  const read = items.map(({ path, fieldRef, resourceFieldRef, mode }) => ({
    path,
    mode,
    text: fieldRef && readField(pod, fieldRef.fieldPath),
    field: fieldRef?.fieldPath ?? (resourceFieldRef ? 'resources' : 'the field'),
  }));
  const entries = read.flatMap(({ path, text, mode }) =>
    text === undefined ? [] : [[path, file(Buffer.from(text), mode)] as const],
  );
  return {
    object: undefined,
    what: items.every(isRendered) ? 'rendered files' : 'fields of the pod',
    entries: new Map(entries),
    missing: [],
    notes: read
      .filter(({ text }) => text === undefined)
      .map(({ path, field }) => `only a cluster knows ${field} of the pod, in ${path}`),
  };
}

/** One of the annotation's `files`. */
function isRendered({ fieldRef }: V1DownwardAPIVolumeFile): boolean {
  return fieldRef?.fieldPath.startsWith("metadata.annotations['per-pod-config/file-") ?? false;
}
