import { Document, visit } from 'yaml';
import { escapeControls } from '../bounds/escape-controls.ts';

/**
 * A YAML document, for a terminal and for kubectl alike. The library writes characters such as U+009B, U+202E and U+2028 as
 * they are: a terminal obeys some, and YAML 1.1, which kubectl reads, takes others for the end of a line. So texts that
 * have any are quoted, and these characters escaped.
 *
 * @param lineWidth where long texts are folded; 0 for nowhere.
 */
export function writeYaml(value: unknown, lineWidth = 80): string {
  const document = new Document(value, { version: '1.1' });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && escapeControls(scalar.value) !== scalar.value)
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
  // YAML has no surrogate pairs.
  const text = document.toString({ lineWidth }).replace(/[\p{Cf}\p{Cs}]/gu, character => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : character;
  });
  return escapeControls(text);
}
