import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startProgress } from '../../src/cli/progress.ts';
import { fakeContext } from './fake-streams.ts';

const CLEAR = '\u001b[K';

describe('a progress line', () => {
  it('is shown after a second, anew ten times a second, and is taken away', t => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    const context = fakeContext({ columns: 20 });
    const progress = startProgress(context);
    for (now = 0; now < 1_200; now += 1) progress.say(`read ${now} files and more than fits`);
    progress.end();
    assert.equal(context.stderr.text, `\rread 1000 files and${CLEAR}\rread 1100 files and${CLEAR}\r${CLEAR}`);
    assert.equal(context.stdout.text, '');
  });

  it('is shown while the work waits for something', t => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    const context = fakeContext({ columns: 80 });
    const progress = startProgress(context);
    progress.say('asking the API server');
    now = 1_500;
    t.mock.timers.tick(100);
    assert.equal(context.stderr.text, `\rasking the API server${CLEAR}`);
    progress.end();
  });

  it('is not there where the work is quick, and never where nobody looks', t => {
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    for (const [columns, until] of [
      [80, 900],
      [undefined, 5_000],
    ] as const) {
      const context = fakeContext(columns === undefined ? {} : { columns });
      const progress = startProgress(context);
      for (now = 0; now < until; now += 100) progress.say('working');
      progress.end();
      assert.equal(context.stderr.text, '');
    }
  });
});
