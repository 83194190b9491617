import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';

/** A Kubernetes object as a file holds it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/**
 * Reads the Kubernetes objects in a YAML or JSON file, or in all such files below a folder, in the order
 * of their names. Lists are taken apart. Left out: kustomization files, and folders with a Chart.yaml,
 * whose files are templates and no YAML.
 *
 * @throws Error naming the file and line.
 */
export async function readObjectFiles(path: string): Promise<KubernetesObject[]> {
  const files = (await stat(path)).isDirectory() ? await findFiles(path) : [path];
  const objects: KubernetesObject[] = [];
  for (const file of files) objects.push(...parseObjects(await readFile(file, 'utf8'), file));
  return objects;
}

async function findFiles(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.some(entry => entry.name === 'Chart.yaml')) return [];
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await findFiles(path)));
    else if (/\.(ya?ml|json)$/.test(entry.name) && !/^kustomization\.ya?ml$/.test(entry.name))
      files.push(path);
  }
  return files;
}

function parseObjects(text: string, file: string): KubernetesObject[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter });
  return [...documents].flatMap(document => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${file}: ${error.message}`);
    const { line } = lineCounter.linePos(document.contents?.range?.[0] ?? document.range[0]);
    return flatten(document.toJS() as unknown, `${file}:${line}`);
  });
}

function flatten(value: unknown, place: string): KubernetesObject[] {
  if (value === null || value === undefined) return [];
  if (!isObject(value)) {
    throw new Error(`${place}: expected a Kubernetes object with apiVersion, kind and metadata.name`);
  }
  if (value.kind === 'List' && Array.isArray(value['items'])) {
    return value['items'].flatMap((item, index) => flatten(item, `${place}, items[${index}]`));
  }
  if (typeof value.metadata?.name !== 'string') {
    throw new Error(`${place}: expected metadata.name of this ${value.kind} to be a name`);
  }
  return [value];
}

function isObject(value: unknown): value is KubernetesObject {
  return typeof value === 'object' && value !== null && 'apiVersion' in value && 'kind' in value;
}
