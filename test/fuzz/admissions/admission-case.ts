import { Ajv } from 'ajv';
import { CASE_SCHEMA } from './case-schema.ts';

/** An annotation, the pod that it is for, and what another webhook does to that pod after the first call. */
export interface AdmissionCase {
  /** The kind of the pod's controller. */
  readonly owner: string;
  readonly ordinal: number;
  /** The StatefulSet's, in the long form; null for none. */
  readonly annotation: WrittenAnnotation | null;
  readonly pod: {
    readonly annotations?: Readonly<Record<string, string>> | null;
    readonly spec: CasePod['spec'];
  };
  readonly later: {
    readonly containers: readonly CaseContainer[];
    readonly initContainers: readonly CaseContainer[];
    readonly volumes: readonly CaseVolume[];
    /** Put into each container that is there: variables in front, mounts at the end. */
    readonly env?: readonly CaseVariable[];
    readonly volumeMounts?: readonly CaseMount[];
  };
}

export interface WrittenAnnotation {
  readonly volumes?: readonly WrittenVolume[];
  readonly env?: readonly WrittenEnv[];
  readonly envFrom?: readonly WrittenEnvFrom[];
}

/** Which pods get an element; all of them where there is none. */
export interface WrittenCondition {
  readonly when?: string | boolean;
}

export interface WrittenVolume extends WrittenSource {
  readonly name?: string;
  /** Its place in the annotation, once others are left out. */
  readonly index?: number;
  readonly mountPath?: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
  readonly containers?: readonly string[];
  readonly defaultMode?: number;
  readonly sources?: readonly WrittenSource[];
  readonly image?: string;
}

/** Has exactly one of them. */
export interface WrittenSource extends WrittenCondition {
  readonly configMap?: string | WrittenReference;
  readonly secret?: string | WrittenReference;
  readonly files?: Readonly<Record<string, string>>;
}

export interface WrittenReference {
  readonly name?: string;
  readonly secretName?: string;
  readonly items?: readonly { readonly key: string; readonly path: string; readonly mode?: number }[];
  readonly optional?: boolean;
}

export interface WrittenEnv extends WrittenCondition {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: object; readonly [source: string]: unknown };
  readonly containers?: readonly string[];
}

export interface WrittenEnvFrom extends WrittenCondition {
  readonly configMap?: string;
  readonly secret?: string;
  readonly prefix?: string;
  readonly optional?: boolean;
  readonly containers?: readonly string[];
}

export interface CasePod {
  readonly metadata: {
    readonly name: string;
    readonly ownerReferences: readonly { readonly kind: string; readonly [field: string]: unknown }[];
    readonly annotations?: Readonly<Record<string, string>> | null;
  };
  readonly spec: {
    readonly containers: readonly CaseContainer[];
    readonly initContainers?: readonly CaseContainer[] | null;
    readonly volumes?: readonly CaseVolume[] | null;
    readonly [field: string]: unknown;
  };
}

export interface CaseVolume {
  readonly name: string;
  readonly [source: string]: unknown;
}

export interface CaseContainer {
  readonly name: string;
  readonly env?: readonly CaseVariable[] | null;
  readonly envFrom?: readonly object[] | null;
  readonly volumeMounts?: readonly CaseMount[] | null;
  readonly volumeDevices?: readonly { readonly name: string; readonly devicePath: string }[] | null;
  readonly [field: string]: unknown;
}

export interface CaseVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

export interface CaseMount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

/** The case in a text, if there is one: a mutant is often none, or one that no API server would send. */
export function readCase(text: string): AdmissionCase | undefined {
  const value = parse(text);
  return isCase(value) && hasNamesOnce(value) ? value : undefined;
}

const isCase = new Ajv({ allowUnionTypes: true, strictRequired: false }).compile<AdmissionCase>(CASE_SCHEMA);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The API server sees to it before the webhook does, but for what is added later. */
function hasNamesOnce({ pod: { spec }, later }: AdmissionCase): boolean {
  const containers = [spec.initContainers, spec.containers, later.initContainers, later.containers];
  return [containers, [spec.volumes, later.volumes]].every(lists => {
    const names = lists.flatMap(list => list ?? []).map(({ name }) => name);
    return new Set(names).size === names.length;
  });
}
