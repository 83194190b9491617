import type { Logger } from 'pino';
import { atMostEvery } from '../server/at-most-every.ts';
import type { Overload } from '../server/load.ts';
import type { Metrics } from '../server/metrics.ts';

/** Counts each request that was refused for there are too many, and tells the log of them now and then. */
export function reportOverload(log: Logger, { countOverload }: Metrics): (overload: Overload) => void {
  // Whatever is done for a refused request makes the overload worse.
  const say = atMostEvery<Overload>(10_000, (overload, heldBack) =>
    log.warn({ overload, heldBack }, 'overloaded: requests are refused, the API server asks again'),
  );
  return overload => {
    countOverload(overload);
    say(overload);
  };
}
