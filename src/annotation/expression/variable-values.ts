import type { PodVariables, VariableName } from './pod-variables.ts';

/** The variables as the library takes them: ints as BigInt, labels as a Map, which has no prototype to reach. */
export function variableValues(
  variables: PodVariables,
  used: ReadonlySet<VariableName>,
): ReadonlyMap<string, unknown> {
  return new Map([...used].map(name => [name, celValue(variables[name])]));
}

function celValue(value: PodVariables[VariableName]): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string' || Array.isArray(value)) return value;
  return new Map(Object.entries(value));
}
