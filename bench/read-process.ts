import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Seconds of CPU that a process has used, all the threads that it has, in user and kernel mode. Linux only: the first field of
 * schedstat counts nanoseconds (Linux, Documentation/scheduler/sched-stats.rst), where that of stat would count
 * hundredths of a second, too coarse for a short turn.
 */
export function readCpuSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map(thread =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, each) => sum + each) / 1e9;
}

/** Megabytes of memory, of 1,000,000 bytes. */
export interface ResidentMemory {
  readonly now: number;
  readonly most: number;
}

export function readResidentMemory(pid: number): ResidentMemory {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) * 1_024) / 1e6;
  return { now: read('VmRSS'), most: read('VmHWM') };
}

/** Begins `most` anew, from what is resident now (Linux, Documentation/filesystems/proc.rst, clear_refs). */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
