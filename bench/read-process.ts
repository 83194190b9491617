import { readFileSync } from 'node:fs';

/** Seconds of CPU that a process has used, all its threads, in user and kernel mode; in hundredths. Linux only. */
export function readCpuSeconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may hold anything; the state follows, the third field of all.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SECOND;
}

/** Places after the name; proc_pid_stat(5) counts them from 1 and has them as 14 and 15. */
const UTIME = 11;
const STIME = 12;

/** USER_HZ, the same on every Linux that Node.js runs on. */
const TICKS_PER_SECOND = 100;

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
