/**
 * What rendered texts must be, as what they become: each gives what was expected and what came, or
 * undefined. The rules are those that the API server applies to the same field.
 */

import { quoteText } from '../bounds/quote-text.ts';

/** The name of a ConfigMap or Secret. */
export function checkObjectName(text: string): string | undefined {
  if (text.length <= 253 && DNS_SUBDOMAIN.test(text)) return undefined;
  return `expected the name of an object (lower case letters, digits, inner '-' and '.', at most 253), got ${quoteText(text)}`;
}

const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** A key of a ConfigMap or Secret. */
export function checkKey(text: string): string | undefined {
  if (text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'))
    return undefined;
  return `expected the key of an object (letters, digits, '-', '_' and '.', at most 253, not starting with '..'), got ${quoteText(text)}`;
}

/** The path of a file within a volume. */
export function checkFilePath(text: string): string | undefined {
  if (isRelative(text) && !text.startsWith('..')) return undefined;
  return expectRelative(text);
}

export function checkSubPath(text: string): string | undefined {
  return isRelative(text) ? undefined : expectRelative(text);
}

export function checkMountPath(text: string): string | undefined {
  // The core API's own words for mountPath: "must not contain ':'".
  if (text.startsWith('/') && isRelative(trimSlashes(text)) && !text.includes(':')) return undefined;
  return `expected an absolute path such as /network/conf, not the root, without ':', '.', '..' or empty parts, got ${quoteText(text)}`;
}

/**
 * The value of an environment variable, or a file's text: the C libraries end at a NUL, and JSON's strings
 * take no lone surrogate. The text itself is nobody's business.
 */
export function checkText(text: string): string | undefined {
  const nul = text.indexOf('\0');
  if (nul !== -1) return `expected a text without NUL, got one at character ${nul + 1}`;
  return text.isWellFormed() ? undefined : 'expected whole characters, got half of a surrogate pair';
}

function expectRelative(text: string): string {
  return `expected a relative path without '.', '..' or empty parts, got ${quoteText(text)}`;
}

/** Without the first slash, and those at the end. */
function trimSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(1, end);
}

function isRelative(path: string): boolean {
  return path.length <= MAX_PATH_LENGTH && RELATIVE.test(path) && path.isWellFormed();
}

/** PATH_MAX of Linux, less the terminating NUL. */
const MAX_PATH_LENGTH = 4_095;

/** Not empty, `.` or `..`, and without control characters. */
const PART = String.raw`(?!\.{1,2}(?:/|$))[^/\u0000-\u001f\u007f]+`;
const RELATIVE = new RegExp(`^${PART}(?:/${PART})*$`);
