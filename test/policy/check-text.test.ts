import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Environment } from '@marcbachmann/cel-js';
import {
  checkFilePath,
  checkKey,
  checkMountPath,
  checkObjectName,
} from '../../src/annotation/value-checks.ts';
import { type Checked, checkText } from '../../src/policy/check-text.ts';

const environment = new Environment().registerVariable('text', 'string');

const accepts = (text: string, checked: Checked) =>
  environment.evaluate(checkText('text', checked).condition, { text }) === true;

const TEXTS = [
  ...[
    '',
    'a',
    'A',
    'a-b.c',
    '-a',
    'a-',
    'a..b',
    '.a',
    '..a',
    '.',
    '..',
    'a_b',
    'node-0',
    'ü',
    'a b',
    'a"b',
    'a\\b',
  ],
  ...[
    '/',
    '/a',
    '/a/',
    '//a',
    '/a/b.c',
    '/.a',
    '/a/..',
    '/a/../b',
    '/..a',
    'a/b',
    'a//b',
    'a/./b',
    './a',
    'a/../b',
  ],
  ...[
    '/proc',
    '/proc/x',
    '/proc/cpuinfo',
    '/dev',
    '/dev/null',
    '/dev/null/x',
    '/dev/shm',
    '/dev/pts',
    '/dev/pts/1',
  ],
  ...[
    '/processes',
    '/device',
    'x'.repeat(253),
    'x'.repeat(254),
    `/${'x'.repeat(255)}`,
    `/${'x'.repeat(256)}`,
  ],
  '/abcdefghi'.repeat(500),
];

describe('a text that a policy accepts is one that the webhook accepts', () => {
  const rows: [Checked, (text: string) => string | undefined][] = [
    ['name', checkObjectName],
    ['key', checkKey],
    ['file', checkFilePath],
    ['mountPath', text => checkMountPath(text)],
  ];
  for (const [checked, check] of rows) {
    it(checked, () => {
      const accepted = TEXTS.filter(text => accepts(text, checked));
      assert.ok(accepted.length > 2);
      for (const text of accepted) assert.equal(check(text), undefined, text.slice(0, 50));
    });
  }

  it('and for names and keys, the other way round', () => {
    for (const text of TEXTS) {
      assert.equal(accepts(text, 'name'), checkObjectName(text) === undefined, text);
      assert.equal(accepts(text, 'key'), checkKey(text) === undefined, text);
    }
  });

  it('and so is a path that is clean', () => {
    for (const path of ['/a', '/.a', '/a/b.c', '/dev/shm', '/dev/pts', '/processes'])
      assert.ok(accepts(path, 'mountPath'), path);
  });
});
