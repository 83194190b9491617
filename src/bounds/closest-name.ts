import { MAX_NAMES_COMPARED } from './bounds.ts';

/** Longer names are not compared: a name that long is no slip of the finger, and the work grows with its square. */
const LONGEST = 40;

/** The name that was probably meant: it differs by case, or in at most a third of its letters. Of many, the first are compared. */
export function findClosestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  let closest: string | undefined;
  let least = Math.floor(name.length / 3) + 1;
  let compared = 0;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    compared += 1;
    if (compared > MAX_NAMES_COMPARED) break;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      closest = candidate;
    }
  }
  return closest;
}

/** Damerau-Levenshtein, restricted: letters added, left out, replaced, or two neighbours swapped. */
export function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(older, column - 2) + 1 : Infinity;
      current.push(Math.min(replaced, swapped, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    older = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
