import { compileSchema } from '../annotation/compile-schema.ts';
import type { LeftOut } from '../annotation/pod-configuration.ts';
import { MAX_STATUS_BYTES } from '../bounds/bounds.ts';
import { listOf, objectWith, type Pod, string } from './pod.ts';
import type { ReplacedMetadata } from './replaced-metadata.ts';
import { STATUS_ANNOTATION } from './status.ts';

/** What the status annotation of a pod says. */
export interface PodStatus {
  readonly ordinal: number;
  readonly volumes: readonly VolumeStatus[];
  readonly env?: readonly string[];
  readonly envFrom?: readonly ContentStatus[];
  /** The fields that patches have changed: `spec.containers[mysql].image`. */
  readonly patched?: readonly string[];
  /** Of the patches as they were worked out for the pod. */
  readonly patchesHash?: string;
  /** Labels and annotations that they have replaced, where expressions use them. */
  readonly replaced?: ReplacedMetadata;
  /** Elements of the annotation whose condition does not hold for the pod. */
  readonly leftOut?: readonly LeftOut[];
  readonly annotationHash: string;
}

export interface ContentStatus {
  readonly configMap?: string;
  readonly secret?: string;
  readonly files?: readonly string[];
  readonly image?: string;
  readonly clusterTrustBundle?: string;
  readonly podCertificate?: string;
}

/** Without a `mountPath` it is the pod's own volume that was replaced. */
export interface VolumeStatus extends ContentStatus {
  readonly name: string;
  readonly mountPath?: string;
  readonly sources?: readonly ContentStatus[];
}

/** Undefined for a pod that was not configured, and for one whose annotation somebody has spoilt. */
export function readStatus({ metadata }: Pod): PodStatus | undefined {
  const text = metadata.annotations?.[STATUS_ANNOTATION] ?? '';
  // A longer one is none of ours, and to parse it could take all memory.
  if (text.length > MAX_STATUS_BYTES) return undefined;
  const status = parseJson(text);
  return isStatus(status) ? status : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const strings = { type: 'array', items: string } as const;
const replacedTexts = { type: 'object', additionalProperties: { ...string, nullable: true } } as const;
const content = {
  configMap: string,
  secret: string,
  files: strings,
  image: string,
  clusterTrustBundle: string,
  podCertificate: string,
};

const isStatus = compileSchema<PodStatus>(
  objectWith(
    {
      ordinal: { type: 'integer' },
      volumes: {
        type: 'array',
        items: objectWith(
          { name: string, mountPath: string, ...content, sources: listOf(objectWith(content, [])) },
          ['name'],
        ),
      },
      env: strings,
      envFrom: { type: 'array', items: objectWith(content, []) },
      patched: strings,
      patchesHash: string,
      replaced: objectWith({ labels: replacedTexts, annotations: replacedTexts }, []),
      leftOut: { type: 'array', items: objectWith({ where: string, when: string }, ['where', 'when']) },
      annotationHash: string,
    },
    ['ordinal', 'volumes', 'annotationHash'],
  ),
);
