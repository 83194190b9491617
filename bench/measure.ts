import { setTimeout as sleep } from 'node:timers/promises';
import { checkAnswers, MOUNT_PATH } from './check-answers.ts';
import { type Comparison, compare, type Rounds, type Subject } from './compare.ts';
import { makeRequest } from './connection.ts';
import { measureStart } from './measure-start.ts';
import { measureWorst } from './measure-worst.ts';
import type { BenchOptions } from './options.ts';
import { readResidentMemory } from './read-process.ts';
import type { Report } from './report.ts';
import { makeReviews, type Review, SIZES, type Size } from './reviews.ts';
import { sendLoad } from './send-load.ts';
import type { RunningServer } from './start-server.ts';
import type { Workbench } from './workbench.ts';

/** Measures all there is, and tells what it is about before each step. */
export async function measure(
  bench: Workbench,
  options: BenchOptions,
  tell: (step: string) => void,
): Promise<Report> {
  const bare = await bench.startOwn('bare-server.ts');
  const webhook = await bench.startWebhook(...bench.noObjects);
  tell('the webhook beside the bare server');
  const sizes = await compareSizes({ bare, measured: webhook }, IN_FLIGHT, options, tell);
  tell('the memory');
  await sleep(options.rest * 1_000);
  const memory = { webhook: readResidentMemory(webhook.pid), bare: readResidentMemory(bare.pid) };
  const extras = [
    await compareExpressions({ bare, measured: webhook }, options, tell),
    await compareLookUps(bench, bare, options, tell),
  ];
  tell('hostile reviews');
  const worst = await measureWorst(await bench.startWebhook(...bench.noObjects), options.rounds);
  const fastify = await bench.startOwn('fastify-server.ts');
  const plain = await compareSizes({ bare, measured: fastify }, [SCALE], options, tell);
  tell('the start');
  const start = await measureStart(port => bench.webhookCommand(port, ...bench.noObjects), options.starts);
  return { sizes, extras, plain, worst, memory, start };
}

const IN_FLIGHT = [1, 8, 32] as const;

/** How many are in flight where only one number is measured. */
const SCALE = 8;

interface Pair {
  readonly bare: RunningServer;
  readonly measured: RunningServer;
}

async function compareSizes(
  { bare, measured }: Pair,
  inFlight: readonly number[],
  rounds: Rounds,
  tell: (step: string) => void,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const size of Object.keys(SIZES) as Size[]) {
    const reviews = makeReviews(size, MOUNT_PATH);
    await checkAnswers([bare, measured], reviews);
    const pair = { bare: subject(bare, reviews), measured: subject(measured, reviews) };
    await warmUp([pair.bare, pair.measured], rounds);
    for (const count of inFlight) {
      tell(`${size}, ${count} in flight`);
      comparisons.push(await compare(size, count, pair, rounds));
    }
  }
  return comparisons;
}

/** The webhook has expressions to work out, and the bare server the typical review. */
async function compareExpressions(
  pair: Pair,
  rounds: Rounds,
  tell: (step: string) => void,
): Promise<Comparison> {
  tell('expressions');
  const reviews = makeReviews('typical', EXPRESSIONS);
  await checkAnswers([pair.measured], reviews);
  return compareWith('typical, 6 expressions', pair, reviews, rounds);
}

const EXPRESSIONS = `volumes:
  - mountPath: /etc/server
    files:
      id: server-id=$(100 + ordinal)
  - mountPath: /network/conf
    configMap: node-$(ordinal)
env:
  - name: ROLE
    value: '$(ordinal == 0 ? "primary" : "replica")'
  - name: SITE
    value: '$({"web": "eu", "db": "us"}[labels.app])'
  - name: SHARD
    value: '$(["full", "archive", "light"][ordinal % 3])'
  - name: PEER
    value: '$(set + "-" + string(ordinal + 1) + "." + service)'
`;

/** The webhook reads the StatefulSet for each pod from an API server of this machine. */
async function compareLookUps(
  bench: Workbench,
  bare: RunningServer,
  rounds: Rounds,
  tell: (step: string) => void,
): Promise<Comparison> {
  tell('look-ups');
  const api = await bench.startOwn('api-server.ts');
  const webhook = await bench.startWebhook('--kubeconfig', await bench.writeKubeconfig(api));
  const reviews = makeReviews('typical', undefined);
  await checkAnswers([webhook], reviews);
  return compareWith('typical, look-up', { bare, measured: webhook }, reviews, rounds);
}

async function compareWith(
  name: string,
  { bare, measured }: Pair,
  reviews: readonly Review[],
  rounds: Rounds,
): Promise<Comparison> {
  const pair = {
    bare: subject(bare, makeReviews('typical', MOUNT_PATH)),
    measured: subject(measured, reviews),
  };
  await warmUp([pair.bare, pair.measured], rounds);
  return compare(name, SCALE, pair, rounds);
}

function subject(server: RunningServer, reviews: readonly Review[]): Subject {
  return { server, requests: reviews.map(({ body }) => makeRequest(body)) };
}

/** Until code is compiled as well as it ever will be, tens of thousands of requests pass. */
async function warmUp(subjects: readonly Subject[], { seconds }: Rounds): Promise<void> {
  for (const { server, requests } of subjects) {
    await sendLoad(server, requests, SCALE, seconds * WARM_UP_TURNS);
  }
}

const WARM_UP_TURNS = 3;
