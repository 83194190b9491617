import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexRenamed } from '../../src/lint/index-renamed.ts';
import { makeObject } from './read-sets.ts';

const find = (name: string, ...there: string[]) =>
  indexRenamed(there.map(one => makeObject('ConfigMap', one).object))('default')('ConfigMap', name);
const told = (renamed: string, remedy: string) =>
  `there is ${renamed}: kustomize renames objects, but not in an annotation's text; ${remedy}`;
const HASH = 'set disableNameSuffixHash: true for its generator';

describe('a missing object may have another name', () => {
  const rows: readonly [title: string, renamed: string, remedy: string][] = [
    ['with a prefix', 'prod-node-0', 'have the annotation name it prod-node-0'],
    ['with a suffix', 'node-0-v1', 'have the annotation name it node-0-v1'],
    ['with both', 'prod-node-0-v1', 'have the annotation name it prod-node-0-v1'],
    ['with a hash', 'node-0-4h2mbtbbt6', HASH],
    [
      'with a hash and a suffix',
      'node-0-v1-4h2mbtbbt6',
      `${HASH}, and have the annotation name it node-0-v1`,
    ],
    [
      'with all of them',
      'a-b.node-0-v1-4h2mbtbbt6',
      `${HASH}, and have the annotation name it a-b.node-0-v1`,
    ],
  ];
  for (const [title, renamed, remedy] of rows)
    it(title, () => assert.equal(find('node-0', 'other', renamed), told(renamed, remedy)));
});

describe('a missing object has no other name', () => {
  it('where only part of a word is like it', () => {
    assert.equal(find('node-0', 'node-01', 'mynode-0', 'node', 'node-1'), undefined);
  });

  it('in another namespace, or of another kind', () => {
    const index = indexRenamed([makeObject('ConfigMap', 'prod-node-0').object]);
    assert.equal(index('other')('ConfigMap', 'node-0'), undefined);
    assert.equal(index('default')('Secret', 'node-0'), undefined);
  });

  it('in more words than are looked at', () => {
    const many = Array.from({ length: 100 }, (_, index) => `w${index}`).join('-');
    assert.equal(find('w0-w1', many), undefined);
    assert.ok(find('w98', many) !== undefined);
  });
});
