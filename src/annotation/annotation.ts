import type { VariableName } from '../expression/pod-variables.ts';
import type { AnnotationError } from './annotation-error.ts';
import type { Field } from './field.ts';
import type { Receivers } from './list-receivers.ts';
import type { Note } from './note.ts';
import type { PatchTree } from './patches/patch-tree.ts';
import type { Place } from './place.ts';

/** The key of the annotation, on a StatefulSet's own metadata or on its pod template. */
export const ANNOTATION_KEY = 'per-pod-config';

/** What the annotation asks for, the same for every pod of the StatefulSet. */
export interface Annotation {
  /** In the order in which they are written: each may use those before it. */
  readonly variables: readonly VariableRequest[];
  readonly volumes: readonly VolumeRequest[];
  readonly env: readonly EnvRequest[];
  readonly envFrom: readonly EnvFromRequest[];
  readonly patches: readonly PatchRequest[];
  /** All texts of the above that may hold expressions: those of variables, conditions, and the rest. */
  readonly fields: readonly Field[];
  readonly conditions: readonly Field[];
  /** The texts of elements, without their conditions. */
  readonly contents: readonly Field[];
  /** Characters of all names and prefixes in it, which have no expressions. */
  readonly names: number;
  /** What its expressions refer to: decides how much of the StatefulSet must be read. */
  readonly uses: ReadonlySet<VariableName>;
  /** Of its text, for the status. */
  readonly hash: string;
  /** What is no mistake, but to be warned of. */
  readonly notes: readonly Note[];
  /** What is wrong with elements that are not among those above; see `readInTurns`. */
  readonly mistake: AnnotationError | undefined;
}

/** What a pod gets only where a condition holds. */
export interface Conditional {
  /** An expression that gives a bool; where it gives false, the element does not exist for that pod. */
  readonly when: Field | undefined;
}

/** A value that expressions use as `variables.NAME`. */
export interface VariableRequest {
  readonly name: string;
  /** Its value is of any type where it is one expression, else a text. */
  readonly value: Field;
}

/** A strategic merge patch of the pod. */
export interface PatchRequest extends Conditional {
  readonly where: string;
  readonly place: Place;
  /** Its metadata and spec. */
  readonly patch: PatchTree;
  /** All texts in it that hold expressions, or look as if they were meant to. */
  readonly fields: readonly Field[];
  /** What is no mistake, but to be warned of. */
  readonly notes: readonly Note[];
}

export interface VolumeRequest extends Receivers, Conditional {
  /** Where the annotation asks for it, for messages: `volumes[0]`. */
  readonly where: string;
  readonly place: Place;
  readonly name: string;
  /** Whether the annotation gives the name: a volume of the pod that has it is replaced. */
  readonly named: boolean;
  readonly mountPath: Field | undefined;
  readonly subPath: Field | undefined;
  /** The place of `readOnly: false`, which has no effect: these mounts are always read-only. */
  readonly writable: Place | undefined;
  readonly defaultMode: number;
  /** Who owns the files; root without it. */
  readonly defaultUser: number | undefined;
  readonly source: ObjectSource | ProjectedSource | ImageSource;
}

/** 0644, as the API server defaults it. JSON has no octal numbers. */
export const DEFAULT_MODE = 0o644;

/** Several sources in one volume. */
export interface ProjectedSource {
  readonly kind: 'projected';
  readonly sources: readonly SourceRequest[];
}

export type SourceRequest = ObjectSource | FilesSource | IssuedSource;

/** The files of an image, or of another artifact in a registry. */
export interface ImageSource {
  readonly kind: 'image';
  readonly reference: Field;
  readonly pullPolicy: string | undefined;
}

/** Certificates, as the core API has them: from a ClusterTrustBundle, or issued for the pod. */
export interface IssuedSource extends Conditional {
  readonly kind: 'clusterTrustBundle' | 'podCertificate';
  /** Fields that may hold expressions, by their names. */
  readonly texts: readonly (readonly [string, Field])[];
  readonly annotations: readonly (readonly [string, Field])[];
  /** Fields that hold none. */
  readonly options: object;
}

export interface ObjectSource extends Conditional {
  readonly kind: 'configMap' | 'secret';
  readonly name: Field;
  readonly items: readonly ItemRequest[] | undefined;
  readonly optional: boolean | undefined;
}

export interface ItemRequest {
  readonly key: Field;
  readonly path: Field;
  readonly mode: number | undefined;
  readonly user: number | undefined;
}

export interface FilesSource extends Conditional {
  readonly kind: 'files';
  readonly files: readonly { readonly path: Field; readonly text: Field }[];
}

export interface EnvRequest extends Receivers, Conditional {
  readonly where: string;
  readonly place: Place;
  readonly name: string;
  readonly source: EnvSource;
}

/** A text, or what the core API has under `valueFrom`. */
export type EnvSource =
  | { readonly kind: 'value'; readonly value: Field }
  | KeySource
  | { readonly kind: 'field'; readonly fieldPath: Field };

/** A key of an object. */
export interface KeySource {
  readonly kind: 'configMap' | 'secret';
  readonly name: Field;
  readonly key: Field;
  readonly optional: boolean | undefined;
}

export interface EnvFromRequest extends Receivers, Conditional {
  readonly where: string;
  readonly place: Place;
  readonly kind: 'configMap' | 'secret';
  readonly name: Field;
  readonly prefix: string | undefined;
  readonly optional: boolean | undefined;
}
