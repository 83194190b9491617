import type { V1Container, V1EnvFromSource, V1EnvVarSource, V1Pod } from '@kubernetes/client-node';
import type { FindData } from './find-data.ts';
import { readField } from './read-field.ts';
import { coverEarlier, type SourceView } from './source-view.ts';
import { viewObject } from './view-object.ts';

/**
 * The variables that a container's `envFrom` and `env` give it: of two with one name, the later is seen, and
 * any of `env` is later than all of `envFrom`.
 */
export function viewEnvironment(
  { envFrom, env }: Pick<V1Container, 'env' | 'envFrom'>,
  pod: V1Pod,
  find: FindData,
): SourceView<string>[] {
  const sources = (envFrom ?? []).map(source => viewEnvFrom(source, find));
  const known = new Map(sources.flatMap(({ entries }) => [...entries]));
  for (const { name, value = '', valueFrom } of env ?? []) {
    const source = valueFrom
      ? viewValueFrom(name, valueFrom, pod, find)
      : variable(name, expandVariables(value, known));
    for (const [key, text] of source.entries) known.set(key, text);
    sources.push(source);
  }
  return joinVariables(coverEarlier(sources));
}

/** `$(NAME)` is the value of a variable that is known by then, else it stays; `$$` is `$`. */
export function expandVariables(value: string, known: ReadonlyMap<string, string>): string {
  return value.replaceAll(/\$\$|\$\(([^)]*)\)/g, (text, name: string | undefined) =>
    name === undefined ? '$' : (known.get(name) ?? text),
  );
}

function viewEnvFrom(from: V1EnvFromSource, find: FindData): SourceView<string> {
  const { prefix = '', configMapRef, secretRef } = from;
  const reference = configMapRef ?? secretRef;
  if (!reference) return ofALaterKubernetes(Object.keys(from).find(key => key !== 'prefix'));
  const kind = configMapRef ? 'ConfigMap' : 'Secret';
  const { name = '', optional = false } = reference;
  const source = viewObject({ kind, name, wanted: undefined, optional }, 'variables', find);
  return { ...source, entries: new Map([...source.entries].map(([key, value]) => [prefix + key, value])) };
}

function viewValueFrom(becomes: string, from: V1EnvVarSource, pod: V1Pod, find: FindData) {
  const { configMapKeyRef, secretKeyRef, fieldRef } = from;
  const reference = configMapKeyRef ?? secretKeyRef;
  if (reference) {
    const kind = configMapKeyRef ? 'ConfigMap' : 'Secret';
    const { name = '', key, optional = false } = reference;
    return viewObject({ kind, name, wanted: [{ key, becomes }], optional }, 'variables', find);
  }
  const value = fieldRef && readField(pod, fieldRef.fieldPath);
  if (value !== undefined) return variable(becomes, value);
  const field = fieldRef?.fieldPath ?? Object.keys(from)[0];
  return { ...NO_VARIABLES, notes: [`only a cluster knows ${field} of the pod, in ${becomes}`] };
}

function ofALaterKubernetes(what = 'a source'): SourceView<string> {
  return { ...NO_VARIABLES, notes: [`only a cluster knows which variables ${what} gives`] };
}

const NO_VARIABLES: SourceView<string> = {
  object: undefined,
  what: 'variables',
  entries: new Map(),
  missing: [],
  notes: [],
};

function variable(name: string, value: string): SourceView<string> {
  return { ...NO_VARIABLES, entries: new Map([[name, value]]) };
}

/** One source for all variables of the pod itself, after the objects. */
function joinVariables(sources: readonly SourceView<string>[]): SourceView<string>[] {
  const own = sources.filter(({ object }) => object === undefined);
  const joined = {
    ...NO_VARIABLES,
    entries: new Map(own.flatMap(({ entries }) => [...entries])),
    notes: own.flatMap(({ notes }) => notes),
  };
  const isEmpty = joined.entries.size === 0 && joined.notes.length === 0;
  return [...sources.filter(({ object }) => object !== undefined), ...(isEmpty ? [] : [joined])];
}
