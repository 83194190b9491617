import assert from 'node:assert/strict';
import { it } from 'node:test';
import { printText } from '../../src/policy/cel.ts';
import { evaluate } from './kubernetes-cel.ts';

const ODD = ['\u0000', '\u007f', '\u0085', '\u009b', '\u2028', '\u2029', '\ufeff', '\uffff', '\u{e0041}'];

for (const character of ODD) {
  it(`a literal has U+${character.codePointAt(0)?.toString(16)} as an escape of CEL`, () => {
    const text = `a"\\${character}\n☃😀`;
    assert.ok(!printText(text).includes(character));
    assert.equal(evaluate(printText(text), {}), text);
  });
}
