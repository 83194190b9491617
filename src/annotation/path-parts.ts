import { quoteText } from '../bounds/quote-text.ts';
import type { System } from './clean-path.ts';

/**
 * Says what is wrong with the parts of a path. The kubelet makes no file with a longer name, and the container runtime no mount
 * point, not even for a part that `..` takes off again.
 */
export function checkParts(path: string): string | undefined {
  if (path.length <= MAX_PART_BYTES / MAX_BYTES_OF_UNIT) return undefined;
  const long = path.split('/').find(part => Buffer.byteLength(part) > MAX_PART_BYTES);
  if (long === undefined) return undefined;
  return `expected each part of a path to have at most ${MAX_PART_BYTES} bytes, got ${quoteText(long)} with ${Buffer.byteLength(long)}`;
}

/**
 * Whether a path is relative and goes above where it begins. The kubelet makes no volume of configuration that is mounted at
 * one: "invalid container mount point".
 */
export function leavesRoot(path: string, system: System): boolean {
  const parts = path.split(system === 'windows' ? /[/\\]/ : '/');
  if (parts[0] === '') return false;
  let depth = 0;
  for (const part of parts) {
    if (part === '..') depth -= 1;
    else if (part !== '.' && part !== '') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

/** NAME_MAX of Linux. */
const MAX_PART_BYTES = 255;

/** Of UTF-8 for one of UTF-16. */
const MAX_BYTES_OF_UNIT = 3;
