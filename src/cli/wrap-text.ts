import stringWidth from 'string-width';

/**
 * Breaks lines at spaces so that none is wider than `width`, and within a word only where that is wider by
 * itself. What goes on in a further line is indented.
 */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, width));
}

const INDENT = '  ';

function wrapLine(line: string, width: number): string[] {
  if (stringWidth(line) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap(part => cut(part, width))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current === '' || stringWidth(longer) <= width) current = longer;
    else {
      lines.push(current);
      current = stringWidth(INDENT + word) <= width ? INDENT + word : word;
    }
  }
  return [...lines, current];
}

/** A word, or its pieces where it does not fit; they leave room for the indent. */
function cut(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const most = Math.max(1, width - INDENT.length);
  const pieces = [''];
  for (const character of word) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && stringWidth(last + character) > most) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
}
