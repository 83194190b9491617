import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { recallAnnotation } from '../../src/annotation/recall-annotation.ts';

describe('an annotation that is recalled', () => {
  it('is parsed once for all that have its text', () => {
    assert.equal(recallAnnotation('/once'), recallAnnotation('/once'));
    assert.notEqual(recallAnnotation('/once'), recallAnnotation('/other'));
  });

  it('is refused each time where it is not valid', () => {
    for (let count = 0; count < 2; count += 1) assert.throws(() => recallAnnotation('conf'), AnnotationError);
  });

  it('is forgotten when 64 others have been asked for since', () => {
    const [kept, forgotten] = [recallAnnotation('/kept'), recallAnnotation('/forgotten')];
    for (let count = 0; count < 64; count += 1) {
      recallAnnotation(`/others/${count}`);
      assert.equal(recallAnnotation('/kept'), kept);
    }
    assert.notEqual(recallAnnotation('/forgotten'), forgotten);
  });

  it('is parsed anew where it is long: what is kept must not grow with what somebody writes', () => {
    const long = `/${'x'.repeat(2_100)}`;
    assert.notEqual(recallAnnotation(long), recallAnnotation(long));
  });
});
