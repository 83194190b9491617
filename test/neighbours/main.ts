// npm run test:neighbours: per-pod-config beside other projects' programs, on the cluster that KUBECONFIG names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { buildNeighbour } from './build-neighbour.ts';
import { NEIGHBOURS } from './neighbours.ts';

const NAMES = Object.keys(NEIGHBOURS);

const HELP = `Usage: npm run test:neighbours -- [--only NAME]... [--build]

  --only NAME  one of ${NAMES.join(', ')}; may be given several times. All of them without it
  --build      only builds them, which needs a Go module proxy and no cluster

It needs Go, and what test/e2e/README.md says: a cluster (KUBECONFIG), kubectl, and the image per-pod-config:0.1.0. The
programs run beside the API server: it must reach them on 127.0.0.1.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') return say(options, 2);
  if (options.help) return say(HELP, 0);
  if (!options.build && process.env['KUBECONFIG'] === undefined)
    return say('error: KUBECONFIG must name the cluster to test in\n', 2);
  try {
    for (const name of options.only)
      for (const program of NEIGHBOURS[name] ?? []) await buildNeighbour(program);
  } catch (error) {
    return say(describeFailure(error as Failure), 2);
  }
  return options.build ? 0 : runTests(options.only);
}

async function runTests(names: readonly string[]): Promise<number> {
  const files = names.map(name => `test/neighbours/${name}/*.neighbour.ts`);
  const args = ['--test', '--test-global-setup=test/e2e/setup.ts', '--test-concurrency=1', ...files];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'close');
  return code ?? 1;
}

/** What the flags say, or what is wrong with them. */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true, default: NAMES },
        build: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const unknown = values.only.find(name => !NAMES.includes(name));
    if (unknown === undefined) return values;
    return `error: --only: Unsupported value: "${unknown}": supported values: ${NAMES.join(', ')}\n`;
  } catch (error) {
    return `error: ${(error as Error).message}\n`;
  }
}

interface Failure extends Error {
  readonly code?: unknown;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** A command that failed has said why; one that does not exist has not. */
function describeFailure({ code, message, stdout = '', stderr = '' }: Failure): string {
  if (code === 'ENOENT') return 'error: Go is not on the PATH; install Go 1.26 or later\n';
  const hint =
    'error: the build failed. If the cluster has a network of its own, run it outside first, with --build\n';
  return `${message}\n${stdout}${stderr}${hint}`;
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}
