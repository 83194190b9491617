/**
 * The text with an escape such as `\u001b` in place of each character that controls a terminal, cannot be seen or turns
 * the direction of those that follow. Newlines and tabs stay.
 */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, character => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const CONTROLS = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
