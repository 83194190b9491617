import { parseArgs } from 'node:util';
import { RELEASES } from './releases.ts';

export interface VersionOptions {
  readonly releases: readonly string[];
  readonly atOnce: number;
  /** Undefined for all of the suite. */
  readonly files: readonly string[] | undefined;
  /** Undefined for the one beside this repository. */
  readonly cluster: string | undefined;
  readonly help: boolean;
}

export const HELP = `Usage: npm run test:versions -- [--release X.Y.Z]... [--at-once N] [--files GLOB]... [--cluster PATH]

Runs the end-to-end tests on each supported release of Kubernetes, on a cluster of its own, and writes what was measured
into test/versions/measured.json and the section "Kubernetes" of docs/compatibility.md.

  --release X.Y.Z  only this release; can be repeated. The other columns stay unchanged. Supported:
                   ${RELEASES.join(', ')}
  --at-once N      number of releases to test at the same time. Defaults to 1; two cores are enough for 2
  --files GLOB     only these files of tests; can be repeated. The result is printed, and nothing is written
  --cluster PATH   the script that builds and starts clusters. Defaults to ../shared/cluster/cluster
  --help           print this

The clusters are called after CLUSTER_NAME, or "versions", and the release. They are stopped in any case. One release takes
about 20 minutes on two cores, and 12 more when it has never been built. If anything fails, the log of that release is kept.

Exit status: 0 if all tests pass, 1 if any fails or a release cannot be tested, 2 for invalid usage, 130 when interrupted.
`;

/** @throws Error saying which flag is not what it must be. */
export function readOptions(args: readonly string[]): VersionOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      release: { type: 'string', multiple: true, default: [...RELEASES] },
      'at-once': { type: 'string', default: '1' },
      files: { type: 'string', multiple: true },
      cluster: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    releases: readReleases(values.release),
    atOnce: readNumber('--at-once', values['at-once']),
    files: values.files,
    cluster: values.cluster,
    help: values.help,
  };
}

/** In the order of the list, each once. */
function readReleases(names: readonly string[]): string[] {
  const unknown = names.find(name => !RELEASES.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--release: expected one of ${RELEASES.join(', ')}, got "${unknown}"`);
  }
  return RELEASES.filter(release => names.includes(release));
}

function readNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Error(`${flag}: expected a whole number from 1 to 999, got "${text}"`);
}
