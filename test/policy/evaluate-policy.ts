import { Environment } from '@marcbachmann/cel-js';
import type { PodVariables } from '../../src/annotation/expression/pod-variables.ts';
import { replaceText } from '../../src/annotation/expression/replace-text.ts';
import type { PolicyVariable } from '../../src/policy/variable-codes.ts';

/** What only the API server can evaluate, by what it is there. */
const BY_POD: Readonly<Record<string, (pod: PodVariables) => unknown>> = {
  ordinal: ({ ordinal }) => BigInt(ordinal),
  pod: ({ pod }) => pod,
  service: ({ service }) => service,
  labels: ({ labels }) => labels,
  replicas: ({ replicas }) => BigInt(replicas),
  index: ({ index }) => BigInt(index),
  peers: ({ peers }) => peers,
};

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
environment.registerFunction('string.replace(string, string): string', replaceText);

/** Those that look at more of the pod than the above. */
const LOOKS_AT_POD = new Set(
  'known,absentVolumes,owner,text,path,start,seen,places,wrong,absent,otherVolumes,otherMounts,otherVariables,mistakes'.split(
    ',',
  ),
);

/** The values of a policy's variables for a pod: of those that do not look at it otherwise. */
export function evaluatePolicy(
  variables: readonly PolicyVariable[],
  pod: PodVariables,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const values: Record<string, unknown> = { ...given };
  for (const { name, expression } of variables) {
    const byPod = BY_POD[name];
    if (byPod !== undefined) values[name] = byPod(pod);
    else if (!LOOKS_AT_POD.has(name))
      values[name] = toJson(environment.evaluate(expression, { variables: values }));
  }
  return values;
}

/** Ints are BigInts to the library. */
function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) return toJson(Object.fromEntries(value));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
}
