import type { Comparison } from './compare.ts';
import type { WorstAdmission } from './measure-worst.ts';
import type { ResidentMemory } from './read-process.ts';

/** What was measured. */
export interface Report {
  /** The webhook beside the bare server. */
  readonly sizes: readonly Comparison[];
  /** The webhook with more to do, beside the bare server with a typical review. */
  readonly extras: readonly Comparison[];
  /** A plain handler of fastify beside the bare server. */
  readonly plain: readonly Comparison[];
  /** What hostile reviews do to the webhook, one by one. */
  readonly worst: readonly WorstAdmission[];
  /** After the load. */
  readonly memory: { readonly webhook: ResidentMemory; readonly bare: ResidentMemory };
  /** Seconds from the start to the first 200 on /readyz. */
  readonly start: number;
}

/** What the webhook must keep to. */
export interface Target {
  readonly what: string;
  readonly limit: string;
  /** The worst of all that it is about. */
  readonly measured: number;
  readonly isMet: boolean;
}

export function judge({ sizes, worst, memory, start }: Report): Target[] {
  const ratios = (field: 'cpu' | 'throughput' | 'p99', inFlight?: number) =>
    sizes
      .filter(each => inFlight === undefined || each.inFlight === inFlight)
      .map(each => each.ratios[field]);
  return [
    atMost('CPU for a request, to the bare server', 1.25, Math.max(...ratios('cpu'))),
    atLeast('throughput with 32 in flight, to the bare server', 0.8, Math.min(...ratios('throughput', 32))),
    atMost('p99 with 1 in flight, to the bare server', 1.25, Math.max(...ratios('p99', 1))),
    atMost('MB resident after the load, at rest', 120, memory.webhook.now),
    atMost('seconds from the start until ready', 0.5, start),
    atMost('ms that a hostile review holds up others', 50, Math.max(...worst.map(({ blocked }) => blocked))),
    atMost('MB that a hostile review takes', 64, Math.max(...worst.map(({ memory: grown }) => grown))),
    atMost('MB of an answer to a hostile review', 1, Math.max(...worst.map(({ bytes }) => bytes)) / 1e6),
  ];
}

function atMost(what: string, limit: number, measured: number): Target {
  return { what, limit: `at most ${limit}`, measured, isMet: measured <= limit };
}

function atLeast(what: string, limit: number, measured: number): Target {
  return { what, limit: `at least ${limit}`, measured, isMet: measured >= limit };
}
