import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CurrentInput } from './current-input.ts';
import type { TargetName } from './targets.ts';

export interface FuzzOptions {
  readonly name: TargetName;
  readonly seconds: number;
  /** How many texts at most; no end to them where it is left out. */
  readonly count?: number;
  /** With the same one, and the same corpus, the same is tried in the same order. */
  readonly seed: number;
}

/** A text that does harm: the smallest like it, where the target could still say so. */
export interface Harm {
  readonly text: string;
  readonly error: string;
}

/**
 * Fuzzes a target in a thread of its own, which is ended when it takes too much time or memory.
 *
 * @param onProgress told once a second how many texts have been tried.
 */
export async function fuzz(
  options: FuzzOptions,
  onProgress: (count: number) => void = () => {},
): Promise<{ readonly count: number; readonly harm: Harm | undefined }> {
  const current = new CurrentInput();
  const worker = new Worker(new URL('fuzz-worker.ts', import.meta.url), {
    workerData: { ...options, buffer: current.buffer },
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  });
  const progress = setInterval(() => onProgress(current.count), 1_000);
  const silence = watch(current);
  try {
    const [harm] = (await Promise.race([once(worker, 'message'), silence.promise])) as [Harm | undefined];
    return { count: current.count, harm };
  } catch (error) {
    return { count: current.count, harm: { text: current.text, error: (error as Error).message } };
  } finally {
    clearInterval(progress);
    silence.stop();
    await worker.terminate();
  }
}

/** Rejects when one text is read for very long. */
function watch(current: CurrentInput) {
  const { promise, reject } = Promise.withResolvers<never>();
  let seen = -1;
  const timer = setInterval(() => {
    // To load the modules may take long, too, where the machine is busy: that is before the first one.
    if (current.count === seen && seen > 0) reject(new Error(`no end after ${MAX_SECONDS} s`));
    seen = current.count;
  }, MAX_SECONDS * 1_000);
  return { promise, stop: () => clearInterval(timer) };
}

/** For one text; what takes more CPU time than its target allows is found without this. */
const MAX_SECONDS = 20;

const MAX_MEGABYTES = 256;
