import type { Readable } from 'node:stream';
import { dropNulls } from '../admission/drop-nulls.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import type { FoundObject, KubernetesObject } from '../yaml/kubernetes-object.ts';
import { type ParsedObjects, parseObjects } from '../yaml/parse-objects.ts';
import type { Problem } from '../yaml/problem.ts';
import { findObjectFiles, type ObjectFile } from './find-object-files.ts';
import { readText } from './read-text.ts';
import { UnreadableError } from './unreadable-error.ts';

/** What is in files and folders. */
export interface Manifests {
  readonly objects: readonly FoundObject[];
  /** What could not be read as it must be. */
  readonly problems: readonly Problem[];
  /** What kubectl reads otherwise than it looks. */
  readonly remarks: readonly Problem[];
  /** Files found in a folder that hold something else than objects, and have been passed over. */
  readonly passedOver: readonly string[];
}

export interface ReadingOptions {
  /** What `-` stands for. */
  readonly stdin?: Readable;
  /** Ends the reading with an AbortError. */
  readonly stop?: AbortSignal;
  /** Told before each file how many have been read, and of how many. */
  onFile?(done: number, all: number): void;
}

/**
 * Reads the Kubernetes objects in files, folders and, where the path is `-`, standard input. A file that
 * was named must hold nothing else; one that was found in a folder may (the values of a chart, say).
 *
 * @throws UnreadableError for a path that cannot be read at all.
 */
export async function readManifests(
  paths: readonly string[],
  options: ReadingOptions = {},
): Promise<Manifests> {
  if (paths.indexOf(STDIN) !== paths.lastIndexOf(STDIN))
    throw new UnreadableError('expected - once, got it twice: standard input can be read only once');
  const files: ObjectFile[] = [];
  for (const path of paths)
    files.push(...(path === STDIN ? [{ path, named: true }] : await findObjectFiles(path)));
  const parsed: ParsedObjects[] = [];
  const passedOver: string[] = [];
  for (const [index, file] of files.entries()) {
    options.stop?.throwIfAborted();
    options.onFile?.(index, files.length);
    const one = await readOne(file, options);
    const { problems, strangers } = one;
    parsed.push({ ...one, problems: file.named ? [...problems, ...strangers] : problems });
    if (!file.named && strangers.length > 0) passedOver.push(file.path);
  }
  return {
    objects: parsed.flatMap(({ objects }) => objects).map(withoutNulls),
    problems: parsed.flatMap(({ problems }) => problems),
    remarks: parsed.flatMap(({ remarks }) => remarks),
    passedOver,
  };
}

function withoutNulls(found: FoundObject): FoundObject {
  return { ...found, object: dropNulls(found.object) };
}

/**
 * The objects of one file or folder, where each must be well.
 *
 * @throws Error naming the file and line of the first that is not.
 */
export async function readObjectFiles(path: string): Promise<KubernetesObject[]> {
  const { objects, problems } = await readManifests([path]);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(describeProblem(problem));
  return objects.map(({ object }) => object);
}

/** As compilers write it. */
export function describeProblem({ file, line, column, message }: Problem): string {
  return `${escapeLine(file)}:${line}:${column}: ${message}`;
}

const STDIN = '-';

/** What is wrong with a file that was found in a folder is a problem of its own: the others can still be read. */
async function readOne(file: ObjectFile, options: ReadingOptions): Promise<ParsedObjects> {
  const { path, named, failure } = file;
  try {
    if (failure !== undefined) throw failure;
    const isInput = path === STDIN && options.stdin !== undefined;
    const text = await readText(isInput ? (options.stdin as Readable) : path, options.stop);
    return parseObjects(text, isInput ? '<stdin>' : path);
  } catch (error) {
    if (named || !(error instanceof UnreadableError)) throw error;
    const problem = { file: path, line: 1, column: 1, message: error.message };
    return { objects: [], problems: [problem], strangers: [], remarks: [] };
  }
}
