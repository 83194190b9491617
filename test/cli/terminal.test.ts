import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTerminal } from '../../src/cli/terminal.ts';
import { Sink } from './fake-streams.ts';

const RED = '\u001b[31mx\u001b[39m';

const ROWS: readonly [title: string, columns: number | undefined, env: NodeJS.ProcessEnv, shown: string][] = [
  ['a terminal has colour', 80, {}, RED],
  ['a pipe has none', undefined, {}, 'x'],
  ['NO_COLOR takes it away', 80, { NO_COLOR: '1' }, 'x'],
  ['an empty NO_COLOR counts for nothing', 80, { NO_COLOR: '' }, RED],
  ['FORCE_COLOR gives it to a pipe', undefined, { FORCE_COLOR: '1' }, RED],
  ['FORCE_COLOR=0 takes it away', 80, { FORCE_COLOR: '0' }, 'x'],
  ['NO_COLOR wins over FORCE_COLOR', 80, { NO_COLOR: '1', FORCE_COLOR: '1' }, 'x'],
  ['a dumb terminal has none', 80, { TERM: 'dumb' }, 'x'],
];

describe('what a stream is', () => {
  for (const [title, columns, env, shown] of ROWS) {
    it(title, () => assert.equal(readTerminal(new Sink(columns), env).style('red', 'x'), shown));
  }

  it('a terminal has columns, 80 where it does not know, and a pipe has none', () => {
    const columns = [120, 0, undefined].map(known => readTerminal(new Sink(known), {}).columns);
    assert.deepEqual(columns, [120, 80, undefined]);
  });
});
