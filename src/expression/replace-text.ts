/**
 * `replace` of the CEL strings extension, the one function that the library lacks and people need: the first
 * `limit` occurrences of `old`, from the left and without overlap; all of them when `limit` is negative.
 * An empty `old` is found before every character and at the end.
 */
export function replaceText(text: string, old: string, replacement: string, limit = -1n): string {
  if (limit === 0n) return text;
  if (limit < 0n) return split(text, old).join(replacement);
  const pieces = split(text, old);
  // Not a number before it is known to be small: a limit can be any int64.
  const replaced = limit < BigInt(pieces.length) ? Number(limit) + 1 : pieces.length;
  return [...pieces.slice(0, replaced - 1), pieces.slice(replaced - 1).join(old)].join(replacement);
}

/** By code points when there is nothing to look for: a surrogate pair must not be torn apart. */
function split(text: string, old: string): string[] {
  return old === '' ? ['', ...text, ''] : text.split(old);
}
