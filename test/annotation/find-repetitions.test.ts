import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Claim, findRepetitions } from '../../src/annotation/find-repetitions.ts';
import { Mistakes } from '../../src/annotation/mistakes.ts';

const claim = (containers: readonly string[] | undefined, index: number): Claim => ({
  field: 'name',
  key: 'A',
  place: { where: `env[${index}]`, lineAt: () => index + 1, offsetAt: () => index },
  containers,
});

function find(...containers: (readonly string[] | undefined)[]): string | undefined {
  const mistakes = new Mistakes();
  findRepetitions(containers.map(claim), mistakes);
  return mistakes.error?.message;
}

describe('a variable may be given once for each container', () => {
  const rows: [string, Parameters<typeof find>, RegExp | undefined][] = [
    ['to different ones', [['a'], ['b', 'c']], undefined],
    [
      'twice to one',
      [['a', 'b'], ['c'], ['b']],
      /^line 3, env\[2\]: expected another name than that of env\[0\]/,
    ],
    ['to all, then to one', [undefined, ['a']], /^line 2, env\[1\]: .* than that of env\[0\]/],
    ['to one, then to all', [['a'], undefined], /^line 2, env\[1\]: .* than that of env\[0\]/],
    ['to all twice', [undefined, undefined], /^line 2, env\[1\]: .* than that of env\[0\]/],
    [
      'three times',
      [['a'], ['a'], ['a']],
      /^line 2, env\[1\]: .*\nline 3, env\[2\]: .* than that of env\[0\]/,
    ],
  ];
  for (const [title, containers, message] of rows) {
    it(title, () => {
      const told = find(...containers);
      if (message === undefined) assert.equal(told, undefined);
      else assert.match(told ?? '', message);
    });
  }
});
