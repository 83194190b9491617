/** Grafana's names, in shades that can be told on white and on black. */
const COLOURS: Readonly<Record<string, string>> = {
  green: '#3f9c4d',
  orange: '#e5730b',
  blue: '#3f7fd9',
  red: '#dc3b4d',
  purple: '#9a5bc4',
  yellow: '#c79a00',
  text: '#7b8290',
};

/** @throws Error for a name that is not known. */
export function findColour(name: string): string {
  const colour = COLOURS[name];
  if (colour === undefined) throw new Error(`expected a colour of ${Object.keys(COLOURS)}, got ${name}`);
  return colour;
}

/** Colours of series that have none of their own. */
export const PALETTE: readonly string[] = ['green', 'orange', 'blue', 'purple', 'yellow', 'red'].map(
  findColour,
);
