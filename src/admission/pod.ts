import { compileSchema } from '../annotation/compile-schema.ts';
import { ReviewError } from './review-error.ts';

/**
 * A pod as raw JSON. Only what we read is named: everything else is passed over as it came, so that
 * fields of a newer Kubernetes survive. The API server leaves absent arrays out; null counts as absent.
 */
export interface Pod {
  readonly metadata: {
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>> | null;
    readonly annotations?: Readonly<Record<string, string>> | null;
    readonly ownerReferences?: readonly OwnerReference[] | null;
    /** Not checked. */
    readonly managedFields?: unknown;
  };
  readonly spec: {
    readonly volumes?: readonly Volume[] | null;
    readonly initContainers?: readonly Container[] | null;
    readonly containers: readonly Container[];
    /** The StatefulSet controller puts the governing service here. */
    readonly subdomain?: string;
    /** Not checked, here and below: the API server has. */
    readonly os?: unknown;
    readonly automountServiceAccountToken?: unknown;
    readonly serviceAccountName?: unknown;
    readonly securityContext?: unknown;
  };
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

export interface Volume {
  readonly name: string;
}

export interface Container {
  readonly name: string;
  readonly command?: readonly string[] | null;
  readonly args?: readonly string[] | null;
  readonly env?: readonly EnvVariable[] | null;
  readonly envFrom?: readonly object[] | null;
  readonly volumeMounts?: readonly VolumeMount[] | null;
  readonly volumeDevices?: readonly VolumeDevice[] | null;
  /** Not checked, here and below. */
  readonly image?: unknown;
  readonly resources?: unknown;
  readonly terminationMessagePath?: unknown;
  readonly securityContext?: unknown;
}

export interface EnvVariable {
  readonly name: string;
  readonly value?: string;
  /** Not checked. */
  readonly valueFrom?: unknown;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  /** Not checked: what is not `true` counts as writable. */
  readonly readOnly?: unknown;
  /** Not checked. */
  readonly subPath?: unknown;
  readonly subPathExpr?: unknown;
}

export interface VolumeDevice {
  readonly name: string;
  readonly devicePath: string;
}

/**
 * Checks the shape of what we read of a pod. The API server sends nothing else, so this is for whoever
 * else can reach the port.
 *
 * @throws ReviewError naming the place.
 */
export function parsePod(object: unknown): Pod {
  if (isPod(object)) return object;
  throw ReviewError.fromSchema('request.object', isPod.errors);
}

export const string = { type: 'string' } as const;
export const strings = { type: 'object', nullable: true, additionalProperties: string } as const;

export function objectWith(properties: Record<string, object>, required: string[]) {
  return { type: 'object', properties, required } as const;
}

export function listOf(items: object) {
  return { type: 'array', nullable: true, items } as const;
}

const container = objectWith(
  {
    name: string,
    command: listOf(string),
    args: listOf(string),
    env: listOf(objectWith({ name: string, value: string }, ['name'])),
    envFrom: listOf({ type: 'object' }),
    volumeMounts: listOf(objectWith({ name: string, mountPath: string }, ['name', 'mountPath'])),
    volumeDevices: listOf(objectWith({ name: string, devicePath: string }, ['name', 'devicePath'])),
  },
  ['name'],
);

/** Schema of the references to owners, as far as they are read. */
export const ownerReferences = listOf(
  objectWith(
    { apiVersion: string, kind: string, name: string, uid: string, controller: { type: 'boolean' } },
    ['apiVersion', 'kind', 'name', 'uid'],
  ),
);

export const podSpec = objectWith(
  {
    volumes: listOf(objectWith({ name: string }, ['name'])),
    initContainers: listOf(container),
    containers: { type: 'array', items: container },
    subdomain: string,
  },
  ['containers'],
);

const isPod = compileSchema<Pod>(
  objectWith(
    {
      metadata: objectWith({ name: string, labels: strings, annotations: strings, ownerReferences }, []),
      spec: podSpec,
    },
    ['metadata', 'spec'],
  ),
);
