/** The text itself, or as much of it as fits into `max` UTF-16 units, with an ellipsis; no character is cut in half. */
export function cutText(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
