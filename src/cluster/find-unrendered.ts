import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A folder whose files become manifests only by a tool. */
export interface Unrendered {
  readonly tool: 'helm' | 'kustomize';
  readonly folder: string;
}

/**
 * The Helm charts and kustomizations that files and folders are, are part of, or have below them, each once. What cannot be read
 * is skipped: reading the files fails on it.
 */
export async function findUnrendered(paths: readonly string[]): Promise<Unrendered[]> {
  const found = await Promise.all(paths.filter(path => path !== '-').map(findOne));
  const byFolder = new Map(found.flat().map(one => [`${one.tool} ${one.folder}`, one]));
  return [...byFolder.values()];
}

/** A file may be the tool's own, and it or a folder one of a chart's templates. */
async function findOne(path: string): Promise<Unrendered[]> {
  if (isChartFile(path) || isKustomizationFile(path)) return listUnrendered(dirname(path), [basename(path)]);
  const templates = [path, dirname(path)].find(folder => basename(folder) === 'templates');
  if (templates !== undefined) {
    const chart = dirname(templates);
    const above = listUnrendered(chart, (await listNames(chart)).filter(isChartFile));
    if (above.length > 0) return above;
  }
  return findBelow(path);
}

async function findBelow(folder: string): Promise<Unrendered[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.map(({ name }) => name);
  const own = listUnrendered(folder, names);
  if (names.some(isChartFile)) return own;
  const below = entries.filter(entry => entry.isDirectory() && !entry.name.startsWith('.'));
  for (const { name } of below) own.push(...(await findBelow(join(folder, name))));
  return own;
}

async function listNames(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function listUnrendered(folder: string, names: readonly string[]): Unrendered[] {
  if (names.some(isChartFile)) return [{ tool: 'helm', folder }];
  return names.some(isKustomizationFile) ? [{ tool: 'kustomize', folder }] : [];
}

function isChartFile(path: string): boolean {
  return basename(path) === 'Chart.yaml';
}

/** The three names that kustomize knows. */
function isKustomizationFile(path: string): boolean {
  return /^(kustomization\.ya?ml|Kustomization)$/.test(basename(path));
}
