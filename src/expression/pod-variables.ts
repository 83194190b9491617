/** What an expression can refer to. `ns`, because `namespace` is a reserved word in CEL. */
export interface PodVariables {
  readonly ordinal: number;
  /** The ordinal less `spec.ordinals.start`. */
  readonly index: number;
  readonly pod: string;
  readonly set: string;
  readonly ns: string;
  readonly service: string;
  readonly replicas: number;
  /** The pod names of all replicas, in order. */
  readonly peers: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
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
  replicas: 'int',
  peers: 'list<string>',
  labels: 'map<string, string>',
};

export function isVariableName(name: string): name is VariableName {
  return Object.hasOwn(VARIABLE_TYPES, name);
}
