import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Cluster } from './cluster.ts';
import { measureRelease } from './measure-release.ts';
import { isGood, type Measurement } from './measurement.ts';
import type { VersionOptions } from './options.ts';
import type { Progress } from './progress.ts';

interface MeasureAllOptions extends Pick<VersionOptions, 'releases' | 'atOnce' | 'files'> {
  readonly clusterPath: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Tests the releases, so many at a time. What goes wrong with one of them does not stop the others. */
export async function measureAll(options: MeasureAllOptions): Promise<Measurement[]> {
  const { releases, atOnce, clusterPath, signal, progress, files = ['test/e2e/**/*.e2e.ts'] } = options;
  const folder = await mkdtemp(join(tmpdir(), 'per-pod-config-versions-'));
  const image = join(folder, 'image.tar');
  const makeImage = once(async (cluster: Cluster) => {
    await cluster.makeImage(signal, image);
    return image;
  });
  const measurements = await mapAtOnce(releases, { atOnce, signal }, async release => {
    const logFile = join(folder, `${release}.log`);
    const log = createWriteStream(logFile);
    const tell = (text: string, isTransient?: boolean) => progress.tell(release, text, isTransient);
    const measurement = await measureRelease({ release, clusterPath, makeImage, files, log, signal, tell });
    await finished(log.end());
    const { passed, failed, skipped } = measurement;
    const counts = `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
    tell(isGood(measurement) ? counts : `${counts}; the log is ${logFile}`);
    return measurement;
  });
  await rm(measurements.every(isGood) ? folder : image, { recursive: true, force: true });
  return measurements;
}

function once<T, R>(make: (argument: T) => R): (argument: T) => R {
  let made: { readonly result: R } | undefined;
  return argument => {
    made ??= { result: make(argument) };
    return made.result;
  };
}

/** The results in the order of the items. No more are begun once `signal` is aborted. */
async function mapAtOnce<T, R>(
  items: readonly T[],
  { atOnce, signal }: { readonly atOnce: number; readonly signal: AbortSignal },
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<T, R>();
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) {
      if (signal.aborted) return;
      results.set(item, await map(item));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return items.flatMap(item => results.get(item) ?? []);
}
