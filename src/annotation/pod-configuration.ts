import type { VariableName } from '../expression/pod-variables.ts';
import type { Receivers } from './list-receivers.ts';
import type { Place } from './place.ts';

/** What one pod gets: the annotation, worked out for its ordinal. */
export interface PodConfiguration {
  readonly ordinal: number;
  readonly volumes: readonly ConfiguredVolume[];
  readonly env: readonly ConfiguredEnv[];
  readonly envFrom: readonly ConfiguredEnvFrom[];
  /** In order: a later one sees what an earlier one has changed. */
  readonly patches: readonly ConfiguredPatch[];
  /** Elements of the annotation whose condition does not hold for this pod. */
  readonly leftOut: readonly LeftOut[];
  /** Annotations that hold the texts of rendered files, by their keys. */
  readonly files: Readonly<Record<string, string>>;
  /** No fewer than its volumes, mounts, variables and files have as JSON, each taken once. */
  readonly characters: number;
  /** How many steps its expressions could take at most. */
  readonly steps: number;
  readonly annotationHash: string;
  /** What the annotation's expressions refer to. */
  readonly uses?: ReadonlySet<VariableName>;
}

/** A strategic merge patch, worked out for a pod: `patch` is nothing but JSON. */
export interface ConfiguredPatch {
  readonly where: string;
  readonly place: Place;
  readonly patch: Readonly<Record<string, unknown>>;
}

export interface LeftOut {
  /** Where the annotation has it, for messages: `volumes[1]`, `volumes[0].sources[2]`. */
  readonly where: string;
  /** The condition, as it is written. */
  readonly when: string;
}

/** Names of the containers that get something; all of them when undefined. */
export type ContainerNames = readonly string[] | undefined;

export interface ConfiguredVolume extends Receivers {
  /** Where the annotation asks for it, for messages: `volumes[0]`. */
  readonly where: string;
  /** As the core API has it, with the API server's defaults filled in. */
  readonly volume: { readonly name: string; readonly [source: string]: unknown };
  /** Whether a volume of the pod that has this name is replaced; else it is in the way. */
  readonly replaces: boolean;
  readonly mount: VolumeMount | undefined;
  /** What it shows, for the status. */
  readonly contents: readonly Content[];
}

/** As the core API has it. */
export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  /** The kubelet mounts ConfigMaps, Secrets and the downward API read-only, whatever a mount says. */
  readonly readOnly: true;
}

export type Content =
  | { readonly configMap: string }
  | { readonly secret: string }
  | { readonly files: readonly string[] }
  | { readonly image: string }
  /** By its name, or that of its signer. */
  | { readonly clusterTrustBundle: string }
  /** By the name of its signer. */
  | { readonly podCertificate: string };

export interface ConfiguredEnv extends Receivers {
  readonly where: string;
  /** As the core API has it, with one of the two, and the API server's defaults filled in. */
  readonly variable: { readonly name: string; readonly value?: string; readonly valueFrom?: object };
  /** The object that its value comes from, if it does. */
  readonly content?: Content;
}

export interface ConfiguredEnvFrom extends Receivers {
  readonly where: string;
  /** As the core API has it. */
  readonly source: object;
  readonly content: Content;
}
