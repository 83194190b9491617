import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkFilePath,
  checkKey,
  checkLabel,
  checkMountPath,
  checkObjectName,
  checkSubPath,
  checkText,
  checkVariable,
} from '../../src/annotation/value-checks.ts';

type Row = readonly [
  check: (text: string) => string | undefined,
  good: readonly string[],
  bad: readonly string[],
];

const ROWS: readonly Row[] = [
  [
    checkObjectName,
    ['a', '0', 'a-b.c', 'a'.repeat(253)],
    ['', 'A', 'a_b', '-a', 'a-', 'a..b', '.a', 'a.', 'a\n', 'a'.repeat(254)],
  ],
  [
    checkKey,
    ['a', 'A_b-c.0', '.a', 'a..', '-', 'k'.repeat(253)],
    ['', '.', '..', '..a', 'a b', 'a/b', 'é', 'k'.repeat(254)],
  ],
  [
    checkFilePath,
    [
      ...[
        'a',
        'a/b',
        '.a',
        'a/..b',
        'a/...',
        'a/',
        'a//b',
        './a',
        'a/./b',
        './..a',
        'a:b',
        'a b',
        'a\nb',
        'a\u007f',
        'é',
      ],
      'x'.repeat(4_095),
    ],
    ['', '.', '..', '..a', '...', './', './.', '/a', 'a/..', '../a', 'a\u0000', '\ud800', 'x'.repeat(4_096)],
  ],
  [
    checkSubPath,
    ['', 'a', '..a', '...', 'a:b', '.', './a', 'a//b', 'a/', 'a\nb', 'x'.repeat(4_095)],
    ['..', 'a/../b', 'a/..', '/a', '/', 'a\u0000', '\ud800', 'x'.repeat(4_096)],
  ],
  [
    checkMountPath,
    [
      ...[
        '/a',
        '/a/',
        '/a//',
        '/a/b',
        '/..a',
        'a',
        './a',
        '../a',
        '/a:b',
        '/a//b',
        '//a',
        '/../a',
        '/a/../b',
        '/a/.',
      ],
      ...['/a b', '/a\nb', '/a\u007f', '/é', '/...', `/${'x'.repeat(4_094)}`],
    ],
    [
      '',
      '/',
      '//',
      '///',
      '.',
      '..',
      '/.',
      '/..',
      '/a/..',
      'a/..',
      '/a\u0000',
      '/\ud800',
      `/${'x'.repeat(4_095)}`,
    ],
  ],
  [checkText, ['', 'a\n', '😀', ' '.repeat(9), '\0', 'a\u0001'], ['\ud83d', 'a\ude00']],
  [checkVariable, ['', 'a\n', '😀', 'a\u0001'], ['\0', 'a\0', '\ud83d', 'a\ude00']],
  [checkLabel, ['a', '0', 'a-b', 'a'.repeat(63)], ['', 'A', 'a.b', '-a', 'a-', 'a\n', 'a'.repeat(64)]],
];

describe('what a rendered text may be', () => {
  for (const [check, good, bad] of ROWS) {
    it(`${check.name} takes what a pod can be created with, and nothing else`, () => {
      for (const text of good) assert.equal(check(text), undefined, text);
      for (const text of bad) assert.match(check(text) ?? '', /^expected .*got /, text);
    });
  }

  it('a NUL is named by its place, counted from 1', () => {
    assert.match(checkVariable('\0') ?? '', /at character 1$/);
    assert.match(checkVariable('ab\0') ?? '', /at character 3$/);
  });
});
