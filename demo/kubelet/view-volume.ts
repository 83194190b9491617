import type { V1DownwardAPIVolumeFile, V1KeyToPath, V1Pod, V1Volume } from '@kubernetes/client-node';
import type { FindData } from './find-data.ts';
import { coverEarlier, type SourceView } from './source-view.ts';

export interface FileView {
  readonly text: string;
  /** As `stat` prints it: `644`. */
  readonly mode: string;
}

/**
 * What a volume shows of ConfigMaps, Secrets and the pod's annotations, by paths relative to it. A volume of
 * any other kind shows nothing.
 */
export function viewVolume(volume: V1Volume, pod: V1Pod, find: FindData): SourceView<FileView>[] {
  const { configMap, secret, projected } = volume;
  const view = (kind: Kind, name: string | undefined, reference: ObjectReference, mode?: number) =>
    viewObject(kind, name ?? '', reference, makeFile(pod, mode ?? DEFAULT_MODE), find);
  if (configMap) return [view('ConfigMap', configMap.name, configMap, configMap.defaultMode)];
  if (secret) return [view('Secret', secret.secretName, secret, secret.defaultMode)];
  const mode = projected?.defaultMode ?? DEFAULT_MODE;
  const sources = (projected?.sources ?? []).map(source => {
    if (source.configMap) return view('ConfigMap', source.configMap.name, source.configMap, mode);
    if (source.secret) return view('Secret', source.secret.name, source.secret, mode);
    if (source.downwardAPI) return viewPod(source.downwardAPI.items ?? [], pod, makeFile(pod, mode));
    throw new Error(`volume ${volume.name}: the demo cannot tell what ${JSON.stringify(source)} shows`);
  });
  return coverEarlier(sources);
}

/** 0644, as the API server has it. */
const DEFAULT_MODE = 0o644;

type Kind = 'ConfigMap' | 'Secret';

interface ObjectReference {
  readonly items?: readonly V1KeyToPath[];
  readonly optional?: boolean;
}

type MakeFile = (text: string, mode?: number) => FileView;

/** With an fsGroup, the kubelet lets the group read every file, whatever the mode asked for. */
function makeFile({ spec }: V1Pod, defaultMode: number): MakeFile {
  const added = spec?.securityContext?.fsGroup === undefined ? 0 : 0o440;
  return (text, mode = defaultMode) => ({ text, mode: (mode | added).toString(8) });
}

function viewObject(
  kind: Kind,
  name: string,
  { items, optional = false }: ObjectReference,
  file: MakeFile,
  find: FindData,
): SourceView<FileView> {
  const what = `${kind} ${name}`;
  const data = find(kind, name);
  if (data === undefined) {
    return optional
      ? { what: `${what} (none)`, entries: new Map(), missing: [] }
      : { what, entries: new Map(), missing: [what] };
  }
  const wanted: readonly V1KeyToPath[] = items ?? Object.keys(data).map(key => ({ key, path: key }));
  const entries = wanted.flatMap(({ key, path, mode }) => {
    const text = data[key];
    return text === undefined ? [] : [[path, file(text, mode)] as const];
  });
  const missing = wanted.filter(({ key }) => !(key in data) && !optional);
  return { what, entries: new Map(entries), missing: missing.map(({ key }) => `key ${key} of ${what}`) };
}

/** The downward API shows an annotation that is not there as an empty file. */
function viewPod(
  items: readonly V1DownwardAPIVolumeFile[],
  { metadata }: V1Pod,
  file: MakeFile,
): SourceView<FileView> {
  const entries = items.map(({ path, fieldRef, mode }) => {
    const key = /^metadata\.annotations\['(.+)'\]$/.exec(fieldRef?.fieldPath ?? '')?.[1];
    if (key === undefined) throw new Error(`${path}: the demo cannot tell what ${fieldRef?.fieldPath} shows`);
    return [path, file(metadata?.annotations?.[key] ?? '', mode)] as const;
  });
  return { what: 'rendered files', entries: new Map(entries), missing: [] };
}
