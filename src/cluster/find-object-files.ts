import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableError } from './unreadable-error.ts';

export interface ObjectFile {
  readonly path: string;
  /** Whether somebody named this very file, rather than a folder above it. */
  readonly named: boolean;
  /** Why it cannot be read: a link that leads nowhere, a folder that is forbidden. */
  readonly failure?: UnreadableError;
}

/**
 * The file itself, or all YAML and JSON files below the folder, in the order of their names. Left out:
 * kustomization files, folders whose names begin with a dot, and those with a Chart.yaml, whose files are
 * templates and no YAML.
 *
 * @throws UnreadableError for a path that is not there, or a folder that cannot be read.
 */
export async function findObjectFiles(path: string): Promise<ObjectFile[]> {
  try {
    return (await stat(path)).isDirectory() ? await findFiles(path) : [{ path, named: true }];
  } catch (error) {
    throw await explain(path, error as NodeJS.ErrnoException);
  }
}

async function findFiles(folder: string): Promise<ObjectFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.some(entry => entry.name === 'Chart.yaml')) return [];
  const files: ObjectFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // A symbolic link may lead in circles; to a file it is as good as that.
    const isFolder = entry.isDirectory();
    if (isFolder && !entry.name.startsWith('.')) files.push(...(await orFailure(path, findFiles(path))));
    else if (!isFolder && isObjectFile(entry.name)) files.push(...(await orFailure(path, findFile(path))));
  }
  return files;
}

/** None where the link leads to a folder, or the name is that of a device. */
async function findFile(path: string): Promise<ObjectFile[]> {
  return (await stat(path)).isFile() ? [{ path, named: false }] : [];
}

/** The others of the folder can still be read. */
function orFailure(path: string, found: Promise<ObjectFile[]>): Promise<ObjectFile[]> {
  return found.catch(async (error: NodeJS.ErrnoException) => [
    { path, named: false, failure: await explain(path, error) },
  ]);
}

/** A link that leads nowhere exists itself. */
async function explain(path: string, error: NodeJS.ErrnoException): Promise<UnreadableError> {
  const isLink = error.code === 'ENOENT' && (await lstat(path).catch(() => undefined)) !== undefined;
  return UnreadableError.of(path, isLink ? { ...error, code: 'DANGLING' } : error);
}

function isObjectFile(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name) && !/^kustomization\.ya?ml$/.test(name);
}
