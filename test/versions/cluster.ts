import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** As manifests/base/deployment.yaml names it. */
const IMAGE = 'per-pod-config:0.1.0';

export interface ClusterOptions {
  /** Of the script that does all this. */
  readonly path: string;
  readonly release: string;
  readonly log: Writable;
}

/** A cluster of one release, with a name of its own: any other cluster on the machine stays as it is. */
export class Cluster {
  readonly #options: ClusterOptions;

  constructor(options: ClusterOptions) {
    this.#options = options;
  }

  build = (signal: AbortSignal) => this.#run(signal, ['build']);

  makeImage = (signal: AbortSignal, file: string) => this.#run(signal, ['image', '.', IMAGE, file]);

  up = (signal: AbortSignal) => this.#run(signal, ['up']);

  load = (signal: AbortSignal, image: string) => this.#run(signal, ['load', image]);

  logs = (signal: AbortSignal, component: string, lines: number) =>
    this.#run(signal, ['logs', component, String(lines)]);

  /** Also when there is none. Nothing stops this. */
  down = () => this.#run(new AbortController().signal, ['down']);

  exec = (signal: AbortSignal, command: readonly string[], onLine?: (line: string) => void) =>
    this.#run(signal, ['exec', '--', ...command], onLine);

  #run(signal: AbortSignal, args: readonly string[], onLine: (line: string) => void = () => {}) {
    const { path, release, log } = this.#options;
    const name = `${process.env['CLUSTER_NAME'] ?? 'versions'}-${release.replaceAll('.', '-')}`;
    log.write(`\n=== cluster ${args.join(' ')}\n`);
    return runCommand(path, args, {
      cwd: ROOT,
      env: { ...process.env, CLUSTER_NAME: name, KUBERNETES_VERSION: release },
      log,
      signal,
      onLine,
    });
  }
}
