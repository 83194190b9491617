import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cleanAbsolute, cleanRelative } from '../../src/annotation/clean-path.ts';

describe('a path is what the container runtime makes of it', () => {
  const path = fc.array(fc.constantFrom('/', '.', '..', 'a', 'b.c', '.d'), { maxLength: 12 });

  it('from the root of the container', () => {
    fc.assert(
      fc.property(path, parts => {
        const text = parts.join('');
        assert.equal(cleanAbsolute(text), posix.resolve('/', text));
      }),
    );
  });

  it('from the root of a volume', () => {
    fc.assert(
      fc.property(path, parts => {
        const text = parts.join('');
        assert.equal(cleanRelative(text), posix.resolve('/', text).slice(1));
      }),
    );
  });

  it('up to the longest one that Linux takes: a longer one stays as it is', () => {
    for (const [length, isCleaned] of [
      [4_095, true],
      [4_096, false],
    ] as const) {
      const path = `./${'a'.repeat(length - 2)}`;
      assert.equal(cleanRelative(path), isCleaned ? path.slice(2) : path);
      const absolute = `/./${'a'.repeat(length - 3)}`;
      assert.equal(cleanAbsolute(absolute), isCleaned ? absolute.slice(2) : absolute);
    }
  });

  it('and what is no text stays as it is', () => {
    for (const value of [undefined, 7, {}]) {
      assert.equal(cleanAbsolute(value), value);
      assert.equal(cleanRelative(value), value);
    }
  });
});
