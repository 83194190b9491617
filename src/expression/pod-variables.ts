/** What an expression can refer to. `ns`, because `namespace` is a reserved word in CEL. */
export interface PodVariables {
  readonly ordinal: number;
  /** The ordinal less `spec.ordinals.start`. */
  readonly index: number;
  readonly pod: string;
  readonly set: string;
  readonly ns: string;
  readonly service: string;
  /** The cluster's domain: `cluster.local`. */
  readonly domain: string;
  /** The pod's fully qualified name. */
  readonly fqdn: string;
  readonly replicas: number;
  /** The ordinals of all replicas, in order. */
  readonly ordinals: readonly number[];
  /** The pod names of all replicas, in order. */
  readonly peers: readonly string[];
  /** All replicas, in order. */
  readonly pods: readonly Replica[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A pod of the set, whether it is there or not. */
export interface Replica {
  readonly ordinal: number;
  readonly name: string;
  readonly fqdn: string;
}

export type VariableName = keyof PodVariables;

/** Each variable with its CEL type. */
export const VARIABLE_TYPES: Readonly<Record<VariableName, string>> = {
  ordinal: 'int',
  index: 'int',
  pod: 'string',
  set: 'string',
  ns: 'string',
  service: 'string',
  domain: 'string',
  fqdn: 'string',
  replicas: 'int',
  ordinals: 'list<int>',
  peers: 'list<string>',
  pods: 'list<Pod>',
  labels: 'map<string, string>',
  annotations: 'map<string, string>',
};

/** The fields of the type `Pod`, with their CEL types. */
export const POD_FIELDS: Readonly<Record<keyof Replica, string>> = {
  ordinal: 'int',
  name: 'string',
  fqdn: 'string',
};

export function isVariableName(name: string): name is VariableName {
  return Object.hasOwn(VARIABLE_TYPES, name);
}
