import type { V1Container, V1EnvFromSource } from '@kubernetes/client-node';
import type { FindData } from './find-data.ts';
import { coverEarlier, type SourceView } from './source-view.ts';

/**
 * The variables that a container's `envFrom` and `env` give it: of two with one name, the later is seen, and
 * any of `env` is later than all of `envFrom`.
 */
export function viewEnvironment(
  { envFrom = [], env = [] }: Pick<V1Container, 'env' | 'envFrom'>,
  find: FindData,
): SourceView<string>[] {
  const sources = envFrom.map(source => viewSource(source, find));
  const known = new Map(sources.flatMap(({ entries }) => [...entries]));
  const own = new Map<string, string>();
  for (const { name, value = '', valueFrom } of env) {
    if (valueFrom) throw new Error(`${name}: the demo cannot tell what valueFrom gives`);
    const expanded = expand(value, known);
    known.set(name, expanded);
    own.set(name, expanded);
  }
  return coverEarlier([
    ...sources,
    ...(own.size === 0 ? [] : [{ what: VARIABLES, entries: own, missing: [] }]),
  ]);
}

const VARIABLES = 'variables';

function viewSource(
  { prefix = '', configMapRef, secretRef }: V1EnvFromSource,
  find: FindData,
): SourceView<string> {
  const kind = configMapRef ? 'ConfigMap' : 'Secret';
  const { name = '', optional = false } = configMapRef ?? secretRef ?? {};
  const what = `${kind} ${name}`;
  const data = find(kind, name);
  const entries = Object.entries(data ?? {}).map(([key, value]) => [`${prefix}${key}`, value] as const);
  if (data !== undefined || !optional) {
    return { what, entries: new Map(entries), missing: data === undefined ? [what] : [] };
  }
  return { what: `${what} (none)`, entries: new Map(), missing: [] };
}

/** `$(NAME)` is the value of a variable that is known by then, else it stays; `$$` is `$`. */
function expand(value: string, known: ReadonlyMap<string, string>): string {
  return value.replaceAll(/\$\$|\$\(([^)]*)\)/g, (text, name: string | undefined) =>
    name === undefined ? '$' : (known.get(name) ?? text),
  );
}
