import type { Scalar } from '../read-scalar.ts';

/** A file's text, or what stands in place of a mapping: its name. */
export type NameOr<T> = string | number | T;

/** The long form as it is written, once it agrees with the schema. */
export interface LongForm {
  readonly variables?: Readonly<Record<string, string | number | boolean>>;
  readonly volumes?: readonly WrittenVolume[];
  readonly env?: readonly WrittenEnv[];
  readonly envFrom?: readonly WrittenEnvFrom[];
  readonly patches?: readonly WrittenPatch[];
}

/** The fields that are lists of elements. */
export type ListName = Exclude<keyof LongForm, 'variables'>;

/** Which containers get an element. */
export interface WrittenReceivers {
  readonly containers?: readonly string[];
  readonly injectedContainers?: readonly string[];
}

/** Which pods get it. */
export interface WrittenCondition {
  readonly when?: string | boolean;
}

/** What is in it is checked by the types of the core API, not by the schema. */
export interface WrittenPatch extends WrittenCondition {
  readonly metadata?: object;
  readonly spec?: object;
}

/** Has exactly one of `value` and `valueFrom`. */
export interface WrittenEnv extends WrittenReceivers, WrittenCondition {
  readonly name: string;
  readonly value?: Scalar;
  readonly valueFrom?: WrittenValueFrom;
}

/** Has exactly one of them. */
export interface WrittenValueFrom {
  readonly configMapKeyRef?: WrittenKey;
  readonly secretKeyRef?: WrittenKey;
  readonly fieldRef?: { readonly fieldPath: string };
}

export interface WrittenKey {
  readonly name: Scalar;
  readonly key: Scalar;
  readonly optional?: boolean;
}

export interface WrittenVolume extends WrittenSource, WrittenReceivers {
  readonly name?: string;
  readonly mountPath?: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly image?: NameOr<WrittenImage>;
  readonly sources?: readonly WrittenSource[];
}

export interface WrittenImage {
  readonly reference: string;
  readonly pullPolicy?: string;
}

/** Has exactly one of them. */
export interface WrittenSource extends WrittenCondition {
  readonly configMap?: NameOr<WrittenReference> | undefined;
  readonly secret?: NameOr<WrittenReference> | undefined;
  readonly files?: Readonly<Record<string, Scalar>>;
  readonly clusterTrustBundle?: WrittenBundle;
  readonly podCertificate?: WrittenCertificate;
}

export interface WrittenBundle {
  readonly name?: Scalar;
  readonly signerName?: Scalar;
  readonly labelSelector?: object;
  readonly optional?: boolean;
  readonly path: string;
  readonly user?: number;
}

export interface WrittenCertificate {
  readonly signerName: Scalar;
  readonly keyType: string;
  readonly maxExpirationSeconds?: number;
  readonly credentialBundlePath?: string;
  readonly keyPath?: string;
  readonly certificateChainPath?: string;
  readonly userAnnotations?: Readonly<Record<string, Scalar>>;
  readonly user?: number;
}

export interface WrittenReference {
  readonly name?: Scalar;
  readonly secretName?: Scalar;
  readonly items?: readonly {
    readonly key: Scalar;
    readonly path: string;
    readonly mode?: number;
    readonly user?: number;
  }[];
  readonly optional?: boolean;
}

export interface WrittenEnvFrom extends WrittenReceivers, WrittenCondition {
  readonly configMap?: Scalar;
  readonly secret?: Scalar;
  readonly prefix?: string;
  readonly optional?: boolean;
}
