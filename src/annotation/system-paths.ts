import { quoteText } from '../bounds/quote-text.ts';

/**
 * Says why no container of Linux starts with a mount at this clean path, if none does. Run on Kubernetes 1.37.2 with
 * containerd and runc; `/sys`, `/dev/shm`, `/etc/hosts` and the like can be mounted over.
 */
export function checkSystemPath(path: string): string | undefined {
  if (isProc(path)) return refuse(path, 'a container runtime mounts nothing over /proc, nor inside');
  if (DEVICES.has(path) || DEVICE_FOLDERS.some(folder => path.startsWith(folder))) {
    return refuse(path, 'a container runtime needs its own devices there');
  }
  return undefined;
}

function isProc(path: string): boolean {
  return path === '/proc' || (path.startsWith('/proc/') && !OVER_PROC.has(path));
}

function refuse(path: string, why: string): string {
  return `expected a path that can be mounted over, got ${quoteText(path)}: ${why}`;
}

/** What runc lets others mount over (checkProcMount): files that container runtimes emulate. */
const OVER_PROC: ReadonlySet<string> = new Set(
  [
    'cpuinfo',
    'diskstats',
    'meminfo',
    'stat',
    'swaps',
    'uptime',
    'loadavg',
    'slabinfo',
    'sys/kernel/ns_last_pid',
    'sys/crypto/fips_enabled',
  ].map(file => `/proc/${file}`),
);

/** With a mount over `/dev`, the folders that the runtime mounts inside cannot be made; it opens `null` and replaces `ptmx`. */
const DEVICES: ReadonlySet<string> = new Set(['/dev', '/dev/null', '/dev/ptmx']);
const DEVICE_FOLDERS = ['/dev/null/', '/dev/ptmx/', '/dev/pts/'] as const;
