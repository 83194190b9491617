import { escapeLine } from '../bounds/escape-controls.ts';
import { findUnrendered, type Unrendered } from '../cluster/find-unrendered.ts';
import { describeProblem, readManifests } from '../cluster/object-files.ts';
import { UnreadableError } from '../cluster/unreadable-error.ts';
import { type FoundSet, isStatefulSet, readSet } from '../preview/read-set.ts';
import type { FoundObject } from '../yaml/kubernetes-object.ts';
import type { Problem } from '../yaml/problem.ts';
import type { CliContext } from './context.ts';
import type { Progress } from './progress.ts';
import { UsageError } from './usage-error.ts';

/** What a command is given to look at. */
export interface Inputs {
  /** Each has a namespace. */
  readonly objects: readonly FoundObject[];
  readonly sets: readonly FoundSet[];
  readonly problems: readonly Problem[];
  readonly unrendered: readonly Unrendered[];
  /** What kubectl reads otherwise than it looks. */
  readonly remarks: readonly Problem[];
}

/** Where the objects are to be applied. */
export interface Place {
  readonly namespace: string;
  readonly clusterDomain?: string;
}

/**
 * Reads files, folders and standard input, and says on stderr what it passes over.
 *
 * @param place the namespace of objects that name none, and the cluster's domain.
 * @throws UsageError for a path that cannot be read.
 */
export async function readInputs(
  paths: readonly string[],
  { namespace, clusterDomain }: Place,
  { stdin, stderr, stop }: CliContext,
  progress: Progress,
): Promise<Inputs> {
  const onFile = (done: number, all: number) => progress.say(`reading: ${done} of ${all} files`);
  const read = await readManifests(paths, { stdin, stop, onFile }).catch(asUsageError);
  progress.say('reading: done');
  for (const file of read.passedOver)
    stderr.write(`note: ${escapeLine(file)}: no Kubernetes object, passed over\n`);
  const objects = read.objects.map(found => withNamespace(found, namespace));
  const sets = objects.filter(({ object }) => isStatefulSet(object)).map(readSet);
  return {
    objects,
    sets: sets.flatMap(set => ('set' in set ? [{ ...set, clusterDomain }] : [])),
    problems: [...read.problems, ...sets.filter(set => 'message' in set)],
    unrendered: await findUnrendered(paths),
    remarks: read.remarks,
  };
}

/** What was wrong with the inputs, as compilers write it. */
export function toErrorLine(problem: Problem): string {
  return `error: ${describeProblem(problem)}\n`;
}

function withNamespace({ object, ...place }: FoundObject, namespace: string): FoundObject {
  return { ...place, object: { ...object, metadata: { namespace, ...object.metadata } } };
}

/** A path that cannot be read is the caller's mistake; anything else is not. */
export function asUsageError(error: Error): never {
  if (error instanceof UnreadableError) throw new UsageError(error.message, { cause: error });
  throw error;
}
