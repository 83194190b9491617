// npm run test:latency: how long the API server takes to create a pod that a policy, or the webhook, configures.
import { parseArgs } from 'node:util';
import { measureRounds } from './measure-rounds.ts';
import { type Prepared, prepareVariant } from './prepare-variant.ts';
import { renderMarkdown } from './render-markdown.ts';
import { summarize } from './summarize.ts';
import { VARIANTS } from './variants.ts';

const HELP = `Usage: npm run test:latency -- [--rounds N] [--seconds N]

Creates pods as dry runs in the cluster that KUBECONFIG names, where per-pod-config must be installed, and prints how long
it takes. Kubernetes 1.36 and later.

  --rounds N   how many rounds of 20 pods each way has: 40 without it
  --seconds N  no round begins later: 240 without it
`;

const PER_ROUND = 20;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) process.stdout.write(HELP);
    else await run(options);
    return 0;
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return 2;
  }
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '40' },
      seconds: { type: 'string', default: '240' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  if (rounds > 0 && seconds > 0) return { rounds, seconds, help: values.help };
  throw new Error('--rounds and --seconds: expected numbers above 0');
}

async function run({ rounds, seconds }: { rounds: number; seconds: number }): Promise<void> {
  const prepared: Prepared[] = [];
  try {
    for (const variant of VARIANTS) {
      process.stderr.write(`preparing ${variant.name}\n`);
      prepared.push(await prepareVariant(variant));
    }
    const subjects = prepared.map(({ variant: { title }, create }) => ({ title, create }));
    await measureRounds(subjects, { rounds: 2, perRound: PER_ROUND, seconds });
    process.stderr.write('measuring\n');
    const measured = await measureRounds(subjects, { rounds, perRound: PER_ROUND, seconds });
    process.stdout.write(renderMarkdown(summarize(measured)));
  } finally {
    for (const { cleanUp } of prepared) await cleanUp();
  }
}
