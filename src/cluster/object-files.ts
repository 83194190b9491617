import { readFile } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { dropNulls } from '../admission/drop-nulls.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import type { FoundObject, KubernetesObject } from '../yaml/kubernetes-object.ts';
import { type ParsedObjects, type Problem, parseObjects } from '../yaml/parse-objects.ts';
import { findObjectFiles, type ObjectFile } from './find-object-files.ts';

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
 * @throws Error naming a path that cannot be read at all.
 */
export async function readManifests(
  paths: readonly string[],
  options: ReadingOptions = {},
): Promise<Manifests> {
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

async function readOne({ path }: ObjectFile, { stdin, stop }: ReadingOptions): Promise<ParsedObjects> {
  if (path === STDIN && stdin !== undefined) return parseObjects(await readAll(stdin, stop), '<stdin>');
  return parseObjects(decode([await readFile(path)], path), path);
}

async function readAll(stdin: Readable, stop: AbortSignal | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  if (stop !== undefined) addAbortSignal(stop, stdin);
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer));
  return decode(chunks, 'standard input');
}

function decode(chunks: readonly Buffer[], what: string): string {
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  if (bytes > MAX_BYTES) {
    throw new Error(
      `${what}: expected at most ${MAX_BYTES / 2 ** 20} MiB, got ${Math.ceil(bytes / 2 ** 20)}`,
    );
  }
  return Buffer.concat(chunks).toString();
}

/** A string of V8 ends at 512 MiB, and etcd holds no more than a few GiB for a whole cluster. */
const MAX_BYTES = 256 * 2 ** 20;
