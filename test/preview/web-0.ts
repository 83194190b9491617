import { deny, mount } from '../../src/admission/decision.ts';
import type { LeftOut } from '../../src/annotation/pod-configuration.ts';
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
    patched: [],
    pod: { metadata: {}, spec: { containers: [] } },
    containers,
  };
}

export function makeDenied(): PodPreview {
  return { ...makePreview(), decision: deny('conflict', 'taken') };
}

/** A pod that is configured, but for elements whose condition does not hold. */
export function makeMounted(leftOut: readonly LeftOut[]): PodPreview {
  const configuration = {
    ordinal: 0,
    volumes: [],
    env: [],
    envFrom: [],
    patches: [],
    leftOut,
    files: {},
    characters: 0,
    steps: 0,
    annotationHash: '',
  };
  return { ...makePreview(), decision: mount('web', configuration, []) };
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
