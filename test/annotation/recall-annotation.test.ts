import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { recallAnnotation } from '../../src/annotation/recall-annotation.ts';
import { finish } from '../../src/bounds/turns.ts';

const recall = (text: string) => finish(recallAnnotation(text));

describe('an annotation that is recalled', () => {
  it('is parsed once for all that have its text', () => {
    assert.equal(recall('/once'), recall('/once'));
    assert.notEqual(recall('/once'), recall('/other'));
  });

  it('is refused each time where it is not valid', () => {
    for (let count = 0; count < 2; count += 1) assert.throws(() => recall('conf'), AnnotationError);
  });

  it('is forgotten when 64 others have been asked for since', () => {
    const [kept, forgotten] = [recall('/kept'), recall('/forgotten')];
    for (let count = 0; count < 64; count += 1) {
      recall(`/others/${count}`);
      assert.equal(recall('/kept'), kept);
    }
    assert.notEqual(recall('/forgotten'), forgotten);
  });

  it('is parsed anew where it is long: what is kept must not grow with what somebody writes', () => {
    const long = `/${'x'.repeat(2_100)}`;
    assert.notEqual(recall(long), recall(long));
  });
});
