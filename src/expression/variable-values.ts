import type { PodVariables, VariableName } from './pod-variables.ts';

/** The variables as the library takes them: ints as BigInt, labels as a Map, which has no prototype to reach. */
export function variableValues(
  variables: PodVariables,
  used: ReadonlySet<VariableName>,
): ReadonlyMap<string, unknown> {
  const values = new Map<VariableName, unknown>();
  for (const name of used) values.set(name, celValue(variables[name]));
  return values;
}

function celValue(value: PodVariables[VariableName]): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string' || Array.isArray(value)) return value;
  return new Map(Object.entries(value));
}
