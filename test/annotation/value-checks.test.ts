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

/** 4,095 bytes in parts of two. */
const LONGEST = `${'x/'.repeat(2_047)}x`;

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
      'x'.repeat(255),
      'é'.repeat(127),
      LONGEST,
    ],
    [
      ...['', '.', '..', '..a', '...', './', './.', '/a', 'a/..', '../a', 'a\u0000', '\ud800'],
      ...[`${LONGEST}x`, 'x'.repeat(256), `a/${'x'.repeat(256)}/`, 'é'.repeat(128), '𝒳'.repeat(64)],
      `${'é/'.repeat(1_365)}x`,
    ],
  ],
  [
    checkSubPath,
    ['', 'a', '..a', '...', 'a:b', '.', './a', 'a//b', 'a/', 'a\nb', 'x'.repeat(255), LONGEST],
    [
      ...['..', 'a/../b', 'a/..', '/a', '/', 'a\u0000', '\ud800', `${LONGEST}x`],
      ...['x'.repeat(256), `a/${'é'.repeat(128)}`],
    ],
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
        'a/../b',
        '/a:b',
        '/a//b',
        '//a',
        '/../a',
        '/a/../b',
        '/a/.',
      ],
      ...['/a b', '/a\nb', '/a\u007f', '/é', '/...', `/${'x'.repeat(255)}`, `/${LONGEST.slice(1)}`],
      ...['/proc/cpuinfo', '/proc/sys/kernel/ns_last_pid', '/process', '/a/proc', '/sys', '/sys/fs/cgroup'],
      ...[
        '/dev/shm',
        '/dev/shm/x',
        '/dev/pts',
        '/dev/x',
        '/dev/null2',
        '/device',
        '/etc',
        '/etc/hosts',
        'C:\\a',
      ],
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
      `/${LONGEST}`,
      ...[`/${'x'.repeat(256)}`, `/${'x'.repeat(256)}/../ok`, 'é'.repeat(128), `/a/${'é'.repeat(128)}/`],
      ...['../a', './../a', 'a/../../b', '../a/../b'],
      ...['/proc', 'proc', '//proc/', '/a/../proc', '/proc/x', '/proc/self/fd', '/proc/version', '/proc/sys'],
      ...['/dev', './dev/', '/dev/null', '/dev/null/x', '/dev/ptmx', '/dev/pts/x'],
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

  it('a mount path of Windows may be what Linux has other folders at, and in longer words', () => {
    for (const text of ['C:\\app', 'c:/app', '\\app', '/proc', '/dev', 'D:\\', `C:\\${'é'.repeat(200)}`])
      assert.equal(checkMountPath(text, 'windows'), undefined, text);
    for (const text of ['', 'C:', 'c:\\', '/', '\\', 'C:\\\0'])
      assert.match(checkMountPath(text, 'windows') ?? '', /^expected .*got /, text);
  });

  it('a part that is too long is named with its bytes', () => {
    assert.match(checkFilePath(`a/${'é'.repeat(128)}`) ?? '', /at most 255 bytes, got "é.* with 256$/);
  });

  it('a NUL is named by its place, counted from 1', () => {
    assert.match(checkVariable('\0') ?? '', /at character 1$/);
    assert.match(checkVariable('ab\0') ?? '', /at character 3$/);
  });
});
