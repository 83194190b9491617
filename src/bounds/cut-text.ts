/** The text itself, or as much of it as fits into `max` UTF-16 units, with `mark` at its end; no character is cut in half. */
export function cutText(text: string, max: number, mark = '…'): string {
  if (text.length <= max) return text;
  return text.slice(0, Math.max(0, max - mark.length)).replace(/[\ud800-\udbff]$/, '') + mark;
}
