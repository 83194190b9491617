import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeStep } from '../../src/status/describe-step.ts';

const annotation = (text: string) => describeStep({ step: 'annotation', on: 'template', text });

describe('a step to a decision', () => {
  it('shows an annotation of one line, up to 60 characters, and else how many lines there are', () => {
    const [longest, longer] = ['/'.padEnd(60, 'a'), '/'.padEnd(61, 'a')];
    const on = 'annotation per-pod-config on the pod template: ';
    assert.ok(annotation(`  ${longest}\n`).startsWith(`${on}${longest} (hash `));
    assert.ok(annotation(longer).startsWith(`${on}1 line (hash `));
    assert.ok(annotation('a: b\nc: d\n').startsWith(`${on}2 lines (hash `));
  });

  it('names the variables in the order of the alphabet, where there are any', () => {
    const parsed = (...variables: readonly string[]) => describeStep({ step: 'parsed', variables });
    assert.equal(parsed(), 'the annotation can be read');
    assert.equal(parsed('set', 'ordinal'), 'the annotation can be read; its expressions use ordinal, set');
  });
});
