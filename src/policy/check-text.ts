import { printText } from './cel.ts';

/** What a text that CEL computes becomes. */
export type Checked = 'name' | 'key' | 'file' | 'mountPath';

interface Check {
  readonly condition: string;
  readonly expected: string;
}

/**
 * CEL that checks a text as the webhook does, or more strictly: a path that is computed must be clean and of letters, digits,
 * `-`, `_` and `.`, since CEL cannot clean one, nor write it as JSON.
 */
export function checkText(code: string, checked: Checked): Check {
  const { most, pattern, expected, more } = CHECKS[checked];
  const conditions = [`size(${code}) <= ${most}`, `${code}.matches(${printText(pattern)})`, ...more(code)];
  return { condition: conditions.join(' && '), expected };
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const PART = '[.]?[A-Za-z0-9_-][A-Za-z0-9_.-]{0,253}';
/** As Linux takes them. */
export const MAX_PATH = 4095;
export const PART_LENGTH = 255;
const none = () => [];

/** CEL: whether a clean path is one that no container starts with a mount over. The few in /proc that can be mounted over count too. */
export function isSystemPath(code: string): string {
  return `${code}.matches("^/(proc(/.*)?|dev(/(null|ptmx)(/.*)?|/pts/.*)?)$")`;
}

const CHECKS = {
  name: { most: 253, pattern: `^${LABEL}([.]${LABEL})*$`, expected: 'the name of an object', more: none },
  key: {
    most: 253,
    pattern: '^[-._a-zA-Z0-9]+$',
    expected: 'the key of an object',
    more: (code: string) => [`${code} != "."`, `!${code}.startsWith("..")`],
  },
  file: {
    most: MAX_PATH,
    pattern: `^${PART}(/${PART})*$`,
    expected: 'a clean relative path of letters, digits, "-", "_" and "."',
    more: none,
  },
  mountPath: {
    most: MAX_PATH,
    pattern: `^(/${PART})+$`,
    expected: 'a clean absolute path of letters, digits, "-", "_" and ".", outside of /proc and the devices',
    more: (code: string) => [`!${isSystemPath(code)}`],
  },
} as const;
