import type { Writable } from 'node:stream';
import { Cluster } from './cluster.ts';
import { isGood, type Measurement } from './measurement.ts';
import { readVersions } from './read-versions.ts';
import { Results } from './results.ts';
import { runSuite } from './run-suite.ts';

export interface MeasureOptions {
  readonly release: string;
  /** The script that builds and starts clusters. */
  readonly clusterPath: string;
  /** Makes the image that is tested: the same one for all releases. */
  readonly makeImage: (cluster: Cluster) => Promise<string>;
  readonly files: readonly string[];
  readonly log: Writable;
  readonly signal: AbortSignal;
  readonly tell: (text: string, isTransient?: boolean) => void;
}

/** Tests one release on a cluster of its own, which is gone afterwards in any case. */
export async function measureRelease(options: MeasureOptions): Promise<Measurement> {
  const { release, clusterPath, log, signal, tell } = options;
  const cluster = new Cluster({ path: clusterPath, release, log });
  const results = new Results();
  let versions = {};
  let step = 'nothing';
  let failure: string | undefined;
  const enter = (name: string) => {
    step = name;
    tell(name);
  };
  try {
    enter('build the cluster');
    await cluster.build(signal);
    enter('build the image');
    const image = await options.makeImage(cluster);
    enter('start the cluster');
    await cluster.down(); // one may be up from before
    await cluster.up(signal);
    await cluster.load(signal, image);
    enter('read the versions');
    versions = await readVersions(cluster, signal);
    enter('run the tests');
    await runSuite({ cluster, files: options.files, signal, results, tell });
  } catch (error) {
    log.write(`\n${(error as Error).stack}\n`);
    failure = `failed to ${step}`;
    tell(`${failure}: ${(error as Error).message}`);
  }
  const date = new Date().toISOString().slice(0, 10);
  const measurement = { release, date, ...(failure && { failure }), versions, ...results.summarize() };
  if (!isGood(measurement)) await writeComponentLogs(cluster, log);
  tell('stop the cluster');
  await cluster.down().catch((error: Error) => tell(`the cluster could not be stopped: ${error.message}`));
  return measurement;
}

async function writeComponentLogs(cluster: Cluster, log: Writable): Promise<void> {
  for (const component of ['apiserver', 'controller-manager', 'scheduler', 'kubelet', 'containerd']) {
    log.write(
      await cluster.logs(AbortSignal.timeout(10_000), component, 100).catch((error: Error) => error.message),
    );
  }
}
