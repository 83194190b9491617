import { dirname, resolve, sep } from 'node:path';
import { quoteText } from '../bounds/quote-text.ts';
import { DecodeError, decodeDocument } from '../yaml/decode.ts';
import { readDocument } from '../yaml/read-document.ts';

/** Of a cluster, user or context, as the kubeconfig has them. */
export type Fields = Readonly<Record<string, unknown>>;

export type NamedFields = ReadonlyMap<string, Fields>;

/** What one file of a kubeconfig says, or all of them together. */
export interface KubeConfigContents {
  readonly currentContext: string | undefined;
  readonly contexts: NamedFields;
  readonly clusters: NamedFields;
  readonly users: NamedFields;
}

/**
 * Reads one file of a kubeconfig. Relative paths in it become those from its own folder.
 *
 * @throws Error saying what is wrong, and in which file.
 */
export function parseKubeConfig(text: string, file: string): KubeConfigContents {
  const config = asFields(parse(text, file) ?? {}, file);
  const folder = dirname(resolve(file));
  return {
    currentContext: readText(config, 'current-context', file),
    contexts: readEntries(config, 'contexts', 'context', file),
    clusters: mapFields(readEntries(config, 'clusters', 'cluster', file), fields =>
      resolvePaths(fields, ['certificate-authority'], folder),
    ),
    users: mapFields(readEntries(config, 'users', 'user', file), fields =>
      resolveCommand(resolvePaths(fields, ['client-certificate', 'client-key', 'tokenFile'], folder), folder),
    ),
  };
}

/**
 * Reads a field that is a text, or absent, null or empty: undefined then.
 *
 * @throws Error when it is something else: kubectl takes no number for a token either.
 */
export function readText(fields: Fields, key: string, where: string): string | undefined {
  const value = fields[key] ?? '';
  if (typeof value === 'string') return value === '' ? undefined : value;
  // Not the value: it may be a token.
  throw new Error(`${where}: expected ${key} to be a text, got ${describeType(value)}: put it in quotes`);
}

/** @throws Error when it is no mapping. */
function asFields(value: unknown, where: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Error(`${where}: expected a mapping, got ${describeType(value)}`);
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

/** Only the first document, as kubectl. */
function parse(text: string, file: string): unknown {
  try {
    const [document] = readDocument(text);
    return document === undefined ? undefined : decodeDocument(document, text).value;
  } catch (error) {
    if (error instanceof DecodeError) throw new Error(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function readEntries(config: Fields, list: string, key: string, file: string): NamedFields {
  const entries = config[list] ?? [];
  if (!Array.isArray(entries)) throw new Error(`${file}: expected ${list} to be a list`);
  const named = new Map<string, Fields>();
  entries.forEach((entry: unknown, index) => {
    const where = `${file}: ${list}[${index}]`;
    const fields = asFields(entry, where);
    const name = readText(fields, 'name', where) ?? '';
    if (named.has(name)) throw new Error(`${where}: expected another name, got ${quoteText(name)} twice`);
    named.set(name, asFields(fields[key] ?? {}, `${where}.${key}`));
  });
  return named;
}

function mapFields(entries: NamedFields, change: (fields: Fields) => Fields): NamedFields {
  return new Map([...entries].map(([name, fields]) => [name, change(fields)]));
}

function resolvePaths(fields: Fields, keys: readonly string[], folder: string): Fields {
  const paths = keys.map(key => [key, fields[key]] as const);
  const given = paths.filter(([, path]) => typeof path === 'string' && path !== '');
  return {
    ...fields,
    ...Object.fromEntries(given.map(([key, path]) => [key, resolve(folder, path as string)])),
  };
}

/** A command without a slash is looked for in $PATH. */
function resolveCommand(user: Fields, folder: string): Fields {
  const exec = user['exec'] as Fields | null | undefined;
  const command = exec?.['command'];
  if (typeof command !== 'string' || !command.includes(sep)) return user;
  return { ...user, exec: resolvePaths(exec as Fields, ['command'], folder) };
}
