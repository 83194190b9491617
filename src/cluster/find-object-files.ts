import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface ObjectFile {
  readonly path: string;
  /** Whether somebody named this very file, rather than a folder above it. */
  readonly named: boolean;
}

/**
 * The file itself, or all YAML and JSON files below the folder, in the order of their names. Left out:
 * kustomization files, folders whose names begin with a dot, and those with a Chart.yaml, whose files are
 * templates and no YAML.
 */
export async function findObjectFiles(path: string): Promise<ObjectFile[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, named: true }];
  return (await findFiles(path)).map(file => ({ path: file, named: false }));
}

async function findFiles(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.some(entry => entry.name === 'Chart.yaml')) return [];
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // A symbolic link may lead in circles; to a file it is as good as that.
    const isFolder = entry.isDirectory();
    if (isFolder && !entry.name.startsWith('.')) files.push(...(await findFiles(path)));
    else if (!isFolder && isObjectFile(entry.name) && (await stat(path)).isFile()) files.push(path);
  }
  return files;
}

function isObjectFile(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name) && !/^kustomization\.ya?ml$/.test(name);
}
