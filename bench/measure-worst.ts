import { Connection, makeRequest } from './connection.ts';
import { findMedian } from './find-median.ts';
import { type HostileReview, makeHostileReviews } from './hostile-reviews.ts';
import { readResidentMemory, resetPeak } from './read-process.ts';
import { makeReviews } from './reviews.ts';
import type { RunningServer } from './start-server.ts';

/** What one hostile review did to the webhook and to the reviews of others. */
export interface WorstAdmission {
  readonly name: string;
  /** The reason of the answer, or its HTTP status. */
  readonly answer: string;
  /** Milliseconds that a small review of somebody else took at most meanwhile: as long as the event loop was blocked. */
  readonly blocked: number;
  /** Milliseconds until its own answer. */
  readonly took: number;
  /** Megabytes that the process grew at most. */
  readonly memory: number;
  /** Bytes of the answer. */
  readonly bytes: number;
}

/** Sends each hostile review some times, with small ones beside it, and takes the medians. */
export async function measureWorst(webhook: RunningServer, rounds: number): Promise<WorstAdmission[]> {
  const neighbour = await Connection.open(webhook.address);
  const admissions: WorstAdmission[] = [];
  for (const review of makeHostileReviews()) {
    const rows: WorstAdmission[] = [];
    for (let round = 0; round < rounds; round += 1) rows.push(await measureOne(webhook, neighbour, review));
    admissions.push(combine(rows));
  }
  neighbour.close();
  return admissions;
}

async function measureOne(
  { pid, address }: RunningServer,
  neighbour: Connection,
  { name, path, body }: HostileReview,
): Promise<WorstAdmission> {
  const connection = await Connection.open(address);
  const request = makeRequest(body, path);
  resetPeak(pid);
  const { now } = readResidentMemory(pid);
  const start = performance.now();
  let took: number | undefined;
  const answered = connection.call(request).then(
    text => ({ answer: readReason(text), bytes: text.length }),
    (error: Error) => ({
      answer: `HTTP ${/HTTP\/1\.1 (\d{3})/.exec(error.message)?.[1]}`,
      bytes: error.message.length,
    }),
  );
  void answered.then(() => {
    took = performance.now() - start;
  });
  let blocked = 0;
  while (took === undefined) blocked = Math.max(blocked, await callSmall(neighbour));
  connection.close();
  const memory = readResidentMemory(pid).most - now;
  return { name, ...(await answered), blocked, took, memory };
}

async function callSmall(neighbour: Connection): Promise<number> {
  const start = performance.now();
  await neighbour.call(SMALL);
  return performance.now() - start;
}

const SMALL = makeRequest(makeReviews('small', undefined)[0]?.body ?? '');

function readReason(text: string): string {
  const { response } = JSON.parse(text) as { response: { auditAnnotations: { reason: string } } };
  return response.auditAnnotations.reason;
}

function combine(rows: readonly WorstAdmission[]): WorstAdmission {
  const median = (field: 'blocked' | 'took' | 'memory') => findMedian(rows.map(row => row[field]));
  const [first] = rows;
  if (first === undefined) throw new Error('a hostile review is sent at least once');
  return { ...first, blocked: median('blocked'), took: median('took'), memory: median('memory') };
}
