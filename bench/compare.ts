import { findMedian } from './find-median.ts';
import { sendLoad, type Turn } from './send-load.ts';
import type { RunningServer } from './start-server.ts';

/** A server, and what it is sent. */
export interface Subject {
  readonly server: RunningServer;
  readonly requests: readonly Buffer[];
}

/** How a server does beside another one. */
export interface Comparison {
  /** What it was sent. */
  readonly name: string;
  readonly inFlight: number;
  /** Medians of the rounds. */
  readonly bare: Turn;
  readonly measured: Turn;
  /** Medians of the rounds' ratios, measured to bare. */
  readonly ratios: Omit<Turn, 'requests'>;
}

export interface Rounds {
  readonly rounds: number;
  /** Of one turn. */
  readonly seconds: number;
}

/**
 * Measures two servers in turns, some rounds: whatever else this machine does then falls on both. One is left
 * alone while the other is measured.
 */
export async function compare(
  name: string,
  inFlight: number,
  { bare, measured }: { readonly bare: Subject; readonly measured: Subject },
  { rounds, seconds }: Rounds,
): Promise<Comparison> {
  const turns: { bare: Turn; measured: Turn }[] = [];
  const run = ({ server, requests }: Subject) => sendLoad(server, requests, inFlight, seconds);
  for (let round = 0; round < rounds; round += 1) {
    turns.push({ bare: await run(bare), measured: await run(measured) });
  }
  const median = (read: (turn: (typeof turns)[number]) => number) => findMedian(turns.map(read));
  const ofEach = (which: 'bare' | 'measured') => each(field => median(turn => turn[which][field]));
  return {
    name,
    inFlight,
    bare: ofEach('bare'),
    measured: ofEach('measured'),
    ratios: each(field => median(turn => turn.measured[field] / turn.bare[field])),
  };
}

function each(find: (field: keyof Turn) => number): Turn {
  return {
    requests: find('requests'),
    cpu: find('cpu'),
    throughput: find('throughput'),
    p50: find('p50'),
    p99: find('p99'),
  };
}
