import { deny } from '../../src/admission/decision.ts';
import type { ObjectName, SourceView } from '../../src/kubelet/source-view.ts';
import type { ContainerView } from '../../src/kubelet/view-containers.ts';
import type { FileView } from '../../src/kubelet/view-volume.ts';
import type { PodPreview } from '../../src/preview/preview-pod.ts';

/** A pod as it is previewed, of containers that see this. */
export function makePreview(...containers: readonly ContainerView[]): PodPreview {
  return {
    namespace: 'prod',
    set: 'web',
    name: 'web-0',
    ordinal: 0,
    decision: { outcome: 'allow', reason: 'not-annotated', warnings: [] },
    pod: { metadata: {}, spec: { containers: [] } },
    containers,
  };
}

export function makeDenied(): PodPreview {
  return { ...makePreview(), decision: deny('conflict', 'taken') };
}

export const NODE: ObjectName = { kind: 'ConfigMap', name: 'node-0' };
export const TLS: ObjectName = { kind: 'Secret', name: 'tls' };

export function makeSource<Entry>(
  object: ObjectName | undefined,
  entries: Readonly<Record<string, Entry>> = {},
  more: Partial<SourceView<Entry>> = {},
): SourceView<Entry> {
  const what = object === undefined ? 'files' : `${object.kind} ${object.name}`;
  return { object, what, entries: new Map(Object.entries(entries)), missing: [], notes: [], ...more };
}

export const FILE: FileView = { content: Buffer.from('text'), mode: '644' };
