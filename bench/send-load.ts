import { type Address, Connection } from './connection.ts';
import { readCpuSeconds } from './read-process.ts';

/** What was measured of one server in one turn. */
export interface Turn {
  readonly requests: number;
  /** Microseconds of the server's CPU for a request. */
  readonly cpu: number;
  /** Requests a second. */
  readonly throughput: number;
  /** Milliseconds from the request's first byte to the answer's last, of the median and of all but a hundredth. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends the requests in turn over so many connections, one at a time on each, for so many seconds. However short
 * they are, each connection sends one.
 */
export async function sendLoad(
  { address, pid }: { readonly address: Address; readonly pid: number },
  requests: readonly Buffer[],
  inFlight: number,
  seconds: number,
): Promise<Turn> {
  const connections = await Promise.all(Array.from({ length: inFlight }, () => Connection.open(address)));
  const times: number[] = [];
  const cpuBefore = readCpuSeconds(pid);
  const start = performance.now();
  const end = start + seconds * 1_000;
  let next = 0;
  const send = async (connection: Connection) => {
    let now = performance.now();
    do {
      const request = requests[next++ % requests.length] as Buffer;
      await connection.call(request);
      const answered = performance.now();
      times.push(answered - now);
      now = answered;
    } while (now < end);
  };
  const sleep = stayAwake();
  await Promise.all(connections.map(send));
  sleep();
  const took = (performance.now() - start) / 1_000;
  const cpu = ((readCpuSeconds(pid) - cpuBefore) / times.length) * 1e6;
  for (const connection of connections) connection.close();
  return { requests: times.length, cpu, throughput: times.length / took, ...findPercentiles(times) };
}

/**
 * Keeps this process from sleeping until it is told to. To wake a process up is work for whom it waits for: a server would
 * pay for being slower than its client with CPU that it does not need by itself.
 */
function stayAwake(): () => void {
  let isAwake = true;
  const spin = () => {
    if (isAwake) setImmediate(spin);
  };
  spin();
  return () => {
    isAwake = false;
  };
}

function findPercentiles(times: number[]): Pick<Turn, 'p50' | 'p99'> {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
