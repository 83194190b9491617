import { element, text } from './svg.ts';

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
}

/** Lines of what each colour is. */
export interface Legend {
  readonly height: number;
  /** To be put where the legend begins. */
  readonly drawing: string;
}

export function drawLegend(entries: readonly LegendEntry[], width: number): Legend {
  let [x, y] = [0, 0];
  const drawn = entries.map(({ name, colour }) => {
    const size = DASH + name.length * CHARACTER + GAP;
    if (x > 0 && x + size - GAP > width) [x, y] = [0, y + LINE];
    const entry =
      element('rect', { x, y: y - 5, width: 12, height: 3, fill: colour }) + text(name, x + DASH, y);
    x += size;
    return entry;
  });
  return { height: y + LINE, drawing: drawn.join('') };
}

/** Pixels. A character's width is that of a mean one of 11 pixels' size. */
const [DASH, CHARACTER, GAP, LINE] = [17, 5.9, 14, 16];
