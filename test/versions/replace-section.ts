export const BEGIN = '<!-- begin: written by npm run test:versions -->';
export const END = '<!-- end: written by npm run test:versions -->';

/**
 * The page with another text between the two markers. All around them stays.
 *
 * @throws Error if each marker is not there just once, or the second comes first.
 */
export function replaceSection(page: string, text: string): string {
  const [before, between, ...more] = page.split(BEGIN);
  const [, after, ...rest] = (between ?? '').split(END);
  if (
    before === undefined ||
    after === undefined ||
    more.length > 0 ||
    rest.length > 0 ||
    before.includes(END)
  ) {
    throw new Error(`docs/compatibility.md: expected ${BEGIN} once, and behind it ${END} once`);
  }
  return `${before}${BEGIN}\n\n${text}\n\n${END}${after}`;
}
