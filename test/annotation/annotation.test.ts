import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnnotation } from '../../src/annotation/annotation.ts';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';

describe('the short form is one absolute path', () => {
  const rows = [
    ['/network/conf', '/network/conf'],
    [' /network/conf\n', '/network/conf'],
    ['/network/conf/', '/network/conf/'],
    ['/etc/node.d/…', '/etc/node.d/…'],
  ] as const;
  for (const [text, mountPath] of rows) {
    it(JSON.stringify(text), () => assert.deepEqual(parseAnnotation(text), { mountPath }));
  }
});

describe('what is no absolute path is an error that says what was expected and what came', () => {
  const rows: [string, RegExp][] = [
    ['', /expected an absolute path such as \/network\/conf, got ""/],
    ['network/conf', /got "network\/conf"/],
    ['C:\\conf', /got "C:\\\\conf"/],
    ['/', /is the root of the file system/],
    ['///', /is the root of the file system/],
    ['/a/../b', /contains '\.' or '\.\.'/],
    ['/a/./b', /contains '\.' or '\.\.'/],
    ['/a:b', /contains ':'/],
    ['/a\nb', /contains a control character/],
    [`/${'x'.repeat(4095)}`, /is longer than 4095 characters/],
    ['/data/$(pod)', /contains an expression, which this version does not support/],
    ['volumes:\n- mountPath: /a\n  configMap: node', /the long form .* is not supported by this version/],
    ['{"volumes": []}', /the long form .* is not supported by this version/],
    ['x'.repeat(1000), /got "x{100}…"/],
  ];
  for (const [text, message] of rows) {
    it(JSON.stringify(text.slice(0, 40)), () => {
      assert.throws(
        () => parseAnnotation(text),
        (error: Error) => error instanceof AnnotationError && message.test(error.message),
      );
    });
  }
});
