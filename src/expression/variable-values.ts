import { CelPod } from './cel-pod.ts';
import type { PodVariables, Replica, VariableName } from './pod-variables.ts';

/** The variables as the library takes them: ints as BigInt, labels as a Map, which has no prototype to reach. */
export function variableValues(
  variables: PodVariables,
  used: ReadonlySet<VariableName>,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const name of used) values.set(name, celValue(variables[name]));
  return values;
}

function celValue(value: PodVariables[VariableName]): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(celElement) : new Map(Object.entries(value));
}

function celElement(element: string | number | Replica): unknown {
  if (typeof element === 'number') return BigInt(element);
  return typeof element === 'string' ? element : new CelPod(element);
}
