import { replaceControls } from '../bounds/escape-controls.ts';

/** The text with a symbol of one column in place of each character that could not be seen, or would hide others. */
export function makeVisible(text: string): string {
  return replaceControls(text, character => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}
