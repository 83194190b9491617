/** Characters. */
const MAX_PATTERN_LENGTH = 256;

/** Each multiplies the work of a search by the length of the text. */
const MAX_QUANTIFIERS = 2;

/** What RE2, which the API server searches with, and JavaScript read alike. */
const SHARED_SYNTAX = /^(?:\\[dwDW.\-/+*?()[\]|^$\\]|\(\?:|\((?!\?)|\[\^?(?![:\]])|[^\\([{}])*$/;

/**
 * Whether JavaScript finds what RE2 does, and in a time that is no danger: RE2 goes over a text once, JavaScript may try for
 * ever where a group that is repeated repeats something itself.
 */
export function isSafePattern(pattern: string): boolean {
  const quantifiers = pattern.match(/[*+]/g) ?? [];
  return (
    pattern.length <= MAX_PATTERN_LENGTH &&
    quantifiers.length <= MAX_QUANTIFIERS &&
    !/\)[*+]/.test(pattern) &&
    SHARED_SYNTAX.test(pattern)
  );
}
