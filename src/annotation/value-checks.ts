/**
 * What rendered texts must be, as what they become: each gives what was expected and what came, or undefined. Nothing is
 * refused that the API server takes (pkg/apis/core/validation of 1.34 to 1.37), but for what no pod could start with:
 * names and keys that no object can have, a mount in place of the root or of a folder of the system, a NUL in a path or
 * variable, a path or a part of one that is too long, and half of a character. docs/checks.md lists them.
 */

import { MAX_PATH_LENGTH } from '../bounds/bounds.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { cleanMountPath, cleanRelative, type System } from './clean-path.ts';
import { checkParts, leavesRoot } from './path-parts.ts';
import { checkSystemPath } from './system-paths.ts';

/** The name of a ConfigMap or Secret. In a volume the API server takes any, but there is no such object then. */
export function checkObjectName(text: string): string | undefined {
  if (text.length <= 253 && DNS_SUBDOMAIN.test(text)) return undefined;
  return `expected the name of an object (lower case letters, digits, inner '-' and '.', at most 253), got ${quoteText(text)}`;
}

/** A name that has no dots, as that of a StatefulSet. */
export function checkLabel(text: string): string | undefined {
  if (text.length <= 63 && DNS_LABEL.test(text)) return undefined;
  return `expected a name of lower case letters, digits and inner '-', at most 63, got ${quoteText(text)}`;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** A key of a ConfigMap or Secret. */
export function checkKey(text: string): string | undefined {
  if (text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'))
    return undefined;
  return `expected the key of an object (letters, digits, '-', '_' and '.', at most 253, not starting with '..'), got ${quoteText(text)}`;
}

/** The path of a file within a volume. */
export function checkFilePath(text: string): string | undefined {
  if (isRelative(text) && !text.startsWith('..') && cleanRelative(text) !== '') return checkParts(text);
  return `expected ${RELATIVE}, got ${quoteText(text)}`;
}

/** An empty one is none. */
export function checkSubPath(text: string): string | undefined {
  return isRelative(text) ? checkParts(text) : `expected ${RELATIVE}, got ${quoteText(text)}`;
}

const RELATIVE = `a relative path without '..' or NUL, of at most ${MAX_PATH_LENGTH} bytes`;

/** The kubelet takes one that is relative from the root, but for one that leaves it, and the container runtime cleans it. */
export function checkMountPath(text: string, system: System = 'linux'): string | undefined {
  const clean = cleanMountPath(text, system);
  if (text === '' || !isPath(text) || ROOTS.has(clean) || leavesRoot(text, system)) {
    return `expected a path such as /network/conf, not the root or above, without NUL, of at most ${MAX_PATH_LENGTH} bytes, got ${quoteText(text)}`;
  }
  return system === 'linux' ? (checkParts(text) ?? checkSystemPath(clean)) : undefined;
}

/** The latter is that of Windows, which replaces no volume of its own either. */
const ROOTS: ReadonlySet<string> = new Set(['/', '/c:']);

/** The value of an environment variable: the C libraries end at a NUL. */
export function checkVariable(text: string): string | undefined {
  const nul = text.indexOf('\0');
  return nul === -1 ? checkText(text) : `expected a text without NUL, got one at character ${nul + 1}`;
}

/** A file may hold any text, but strings in JSON take no lone surrogate. */
export function checkText(text: string): string | undefined {
  return text.isWellFormed() ? undefined : 'expected whole characters, got half of a surrogate pair';
}

function isRelative(path: string): boolean {
  return isPath(path) && !path.startsWith('/') && !path.split('/').includes('..');
}

function isPath(text: string): boolean {
  return Buffer.byteLength(text) <= MAX_PATH_LENGTH && !text.includes('\0') && text.isWellFormed();
}
