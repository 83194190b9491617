import { chmod, mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { listFiles } from '../kubelet/list-files.ts';
import type { ContainerView } from '../kubelet/view-containers.ts';
import type { PodPreview } from '../preview/preview-pod.ts';
import type { CliContext } from './context.ts';
import { renderVariables } from './render-variables.ts';

interface OutputFile {
  /** Relative to the folder that is written. */
  readonly path: string;
  readonly content: Buffer;
  /** Bits. */
  readonly mode: number;
}

/**
 * Writes what the containers would see: NAMESPACE/SET/POD/CONTAINER/path for a file, and CONTAINER.env beside
 * it for variables. All is written, or nothing.
 *
 * @throws Error when the folder is there and not empty, or a path would lead out of it.
 */
export async function writeFiles(
  pods: readonly PodPreview[],
  folder: string,
  { stdout }: CliContext,
): Promise<void> {
  const files = pods.flatMap(listPodFiles);
  const present = await readdir(folder).catch(noneIfAbsent);
  if (present.length > 0)
    throw new Error(
      `expected ${folder} to be a new or empty folder, got one with ${shortLine(present[0] ?? '')}: nothing was written`,
    );
  const target = resolve(folder);
  await mkdir(dirname(target), { recursive: true });
  const draft = await mkdtemp(`${target}-`);
  try {
    for (const file of files) await writeOne(draft, file);
    await chmod(draft, 0o755);
    await rmdir(target).catch(noneIfAbsent);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  const seen = pods.filter(({ containers }) => containers.length > 0);
  stdout.write(`wrote ${files.length} files of ${seen.length} pods to ${folder}\n`);
}

function noneIfAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

function listPodFiles({ namespace, set, name, containers }: PodPreview): OutputFile[] {
  const folder = [namespace, set, name].map(checkSegment).join('/');
  return containers.flatMap(view => listContainerFiles(view, `${folder}/${checkSegment(view.container)}`));
}

/** A name from a file may be anything; `ls` and `diff` print control characters in it as they are. */
function checkSegment(name: string): string {
  if (/^[^/\\\p{Cc}]+$/u.test(name) && name !== '.' && name !== '..') return name;
  throw new Error(`expected the name of an object, got ${quoteText(name)}: nothing was written`);
}

function listContainerFiles(view: ContainerView, folder: string): OutputFile[] {
  const files = [...listFiles(view)].map(([path, { content, mode }]) => ({
    path: folder + path,
    content,
    // Whoever compares them must be able to read them.
    mode: Number.parseInt(mode, 8) | 0o400,
  }));
  const variables = renderVariables(view.environment.flatMap(({ entries }) => [...entries]));
  if (variables === '') return files;
  // It may hold what a Secret does.
  return [...files, { path: `${folder}.env`, content: Buffer.from(variables), mode: 0o600 }];
}

async function writeOne(root: string, { path, content, mode }: OutputFile): Promise<void> {
  const target = join(root, path);
  const folder = path.split('/').slice(0, 4).join('/');
  const isInside = target === join(root, folder) || target.startsWith(join(root, folder) + sep);
  if (!isInside || /\p{Cc}/u.test(path))
    throw new Error(`expected a path in the container, got ${quoteText(path)}: nothing was written`);
  await mkdir(dirname(target), { recursive: true });
  // Never through a link, never over what is there.
  await writeFile(target, content, { flag: 'wx', mode });
  await chmod(target, mode);
}
