import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listFiles } from '../../src/kubelet/list-files.ts';

/** The paths of files, by mounts with the files that each has. */
function list(...mounts: readonly (readonly [path: string, ...files: string[]])[]) {
  const view = {
    mounts: mounts.map(([path, ...files]) => ({
      path,
      subPath: undefined,
      sources: [{ entries: new Map(files.map(file => [file, { content: path, mode: '644' }])) }],
    })),
  };
  const files = listFiles(view as unknown as Parameters<typeof listFiles>[0]);
  return Object.fromEntries([...files].map(([path, { content }]) => [path, content]));
}

describe('the files of a container', () => {
  it('are those of its mounts', () => {
    assert.deepEqual(list(['/a', 'x', 'y/z'], ['/b', 'x']), { '/a/x': '/a', '/a/y/z': '/a', '/b/x': '/b' });
  });

  it('are at the path itself where the mount is a file', () => {
    assert.deepEqual(list(['/a/x', '']), { '/a/x': '/a/x' });
  });

  it('are those of the root, too', () => assert.deepEqual(list(['/', 'x']), { '/x': '/' }));

  it('are not those that a deeper mount covers, whatever comes first', () => {
    const expected = { '/a/z': '/a', '/a/bc': '/a', '/a/b/x': '/a/b' };
    assert.deepEqual(list(['/a', 'b/y', 'z', 'bc'], ['/a/b', 'x']), expected);
    assert.deepEqual(list(['/a/b', 'x'], ['/a', 'b/y', 'z', 'bc']), expected);
    assert.deepEqual(list(['/a', 'b'], ['/a/b', '']), { '/a/b': '/a/b' });
    assert.deepEqual(list(['/a', 'b', 'c'], ['/a/b', 'x']), { '/a/c': '/a', '/a/b/x': '/a/b' });
  });

  it('are at their paths without dots and empty parts, and never above the root', () => {
    assert.deepEqual(list(['//a/./b/../c/', 'x'], ['/../d', 'x']), {
      '/a/c/x': '//a/./b/../c/',
      '/d/x': '/../d',
    });
  });
});
