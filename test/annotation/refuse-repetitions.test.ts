import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuseRepetitions } from '../../src/annotation/refuse-repetitions.ts';

const env = (...containers: (readonly string[] | undefined)[]) =>
  containers.map((names, index) => ({
    where: `env[${index}]`,
    variable: { name: 'A', value: '' },
    containers: names,
  }));

describe('a variable may be given once for each container', () => {
  const rows: [string, Parameters<typeof env>, RegExp | undefined][] = [
    ['to different ones', [['a'], ['b', 'c']], undefined],
    ['twice to one', [['a', 'b'], ['c'], ['b']], /^env\[2\]: expected another name than that of env\[0\]/],
    ['to all, then to one', [undefined, ['a']], /^env\[1\]: .* than that of env\[0\]/],
    ['to one, then to all', [['a'], undefined], /^env\[1\]: .* than that of env\[0\]/],
    ['to all twice', [undefined, undefined], /^env\[1\]: .* than that of env\[0\]/],
  ];
  for (const [title, containers, message] of rows) {
    it(title, () => {
      const refuse = () => refuseRepetitions({ volumes: [], env: env(...containers) });
      if (message === undefined) refuse();
      else assert.throws(refuse, { name: 'AnnotationError', message });
    });
  }
});
