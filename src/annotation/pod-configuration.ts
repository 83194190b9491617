import type { Annotation } from './annotation.ts';

/** What one pod gets: the annotation, worked out for its ordinal. */
export interface PodConfiguration {
  readonly ordinal: number;
  readonly volumes: readonly ConfiguredVolume[];
}

export interface ConfiguredVolume {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
  /** The name of the ConfigMap that the volume shows. */
  readonly configMap: string;
}

/** Works the annotation out for one ordinal. */
export function configurePod(annotation: Annotation, ordinal: number): PodConfiguration {
  return {
    ordinal,
    volumes: [
      {
        name: 'per-pod-config-0',
        mountPath: annotation.mountPath,
        readOnly: true,
        configMap: `node-${ordinal}`,
      },
    ],
  };
}
