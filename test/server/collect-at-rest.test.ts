import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { collectAtRest, findMemory } from '../../src/server/collect-at-rest.ts';
import { Load } from '../../src/server/load.ts';

const MIB = 1024 * 1024;
const run = promisify(execFile);

/** Says how many bytes are resident no longer after a collection. */
const GIVE_BACK = `
  import { findMemory } from '${new URL('../../src/server/collect-at-rest.ts', import.meta.url)}';
  const memory = findMemory();
  let objects = Array.from({ length: 1_000_000 }, (_, index) => ({ index }));
  const before = memory.resident();
  objects = undefined;
  memory.collect();
  process.stdout.write(String(before - memory.resident()));
`;

describe('memory', () => {
  const load = { idleFor: 0 };
  let resident: number;
  let collections: number;
  /** What is resident after a collection. */
  let inUse: number;
  let stop: () => void;

  beforeEach(context => {
    (context as TestContext).mock.timers.enable({ apis: ['setInterval'] });
    [resident, inUse, collections, load.idleFor] = [100 * MIB, 100 * MIB, 0, 0];
    stop = collectAtRest(load, {
      resident: () => resident,
      collect() {
        collections += 1;
        resident = inUse;
      },
    });
  });

  const afterSeconds = (t: TestContext, seconds: number) => {
    for (let i = 0; i < seconds; i += 1) {
      t.mock.timers.tick(1_000);
      load.idleFor += 1_000;
    }
    return collections;
  };

  it('is given back five seconds after a burst, once', t => {
    resident = 170 * MIB;
    assert.equal(afterSeconds(t, 5), 0);
    assert.equal(afterSeconds(t, 60), 1);
  });

  it('is left alone until just then', t => {
    resident = 170 * MIB;
    load.idleFor = 4_999;
    t.mock.timers.tick(1_000);
    assert.equal(collections, 0);
    load.idleFor = 5_000;
    t.mock.timers.tick(1_000);
    assert.equal(collections, 1);
  });

  it('is left alone while there is anything to do', t => {
    resident = 170 * MIB;
    for (let i = 0; i < 60; i += 1) {
      load.idleFor = 0;
      assert.equal(afterSeconds(t, 1), 0);
    }
  });

  it('is left alone when little would come back', t => {
    resident = 116 * MIB - 1;
    assert.equal(afterSeconds(t, 60), 0);
    resident = 116 * MIB;
    assert.equal(afterSeconds(t, 1), 1);
  });

  it('is left alone when nothing came back, until it has grown again', t => {
    resident = inUse = 170 * MIB;
    assert.equal(afterSeconds(t, 60), 1);
    resident = 186 * MIB;
    assert.equal(afterSeconds(t, 60), 2);
  });

  it('that was in use during a collection is given back once it is not, without anything to do meanwhile', t => {
    resident = inUse = 800 * MIB;
    assert.equal(afterSeconds(t, 10), 1);
    inUse = 100 * MIB;
    assert.equal(afterSeconds(t, 120), 2);
    assert.equal(resident, 100 * MIB);
  });

  it('is looked for ever more rarely while nothing comes back, every ten minutes at least', t => {
    resident = inUse = 170 * MIB;
    const times: number[] = [];
    for (let second = 1; second <= 4_000; second += 1) {
      const before = collections;
      if (afterSeconds(t, 1) > before) times.push(second);
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    assert.deepEqual(pauses, [120, 240, 480, 600, 600, 600, 600, 600]);
  });

  it('is looked for again when just so much may come back', t => {
    resident = inUse = 116 * MIB;
    assert.equal(afterSeconds(t, 10), 1);
    assert.equal(afterSeconds(t, 120), 2);
  });

  it('is looked for every minute again once just so much came back', t => {
    resident = inUse = 170 * MIB;
    assert.equal(afterSeconds(t, 366), 3);
    inUse = 154 * MIB;
    assert.equal(afterSeconds(t, 480), 4);
    assert.equal(afterSeconds(t, 59), 4);
    assert.equal(afterSeconds(t, 1), 5);
  });

  it('of a body that stopped to arrive is given back after its connection closed', t => {
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    const arriving = new Load(() => 0);
    const holder = { held: 0, begun: false, giveUp: () => assert.fail('there is room') };
    const end = collectAtRest(arriving, {
      resident: () => resident,
      collect() {
        collections += 1;
        resident = inUse;
      },
    });
    t.after(end);
    stop();
    const pass = (seconds: number) => {
      for (let i = 0; i < seconds; i += 1) {
        now += 1_000;
        t.mock.timers.tick(1_000);
      }
      return collections;
    };
    resident = 170 * MIB;
    arriving.grow(holder, 70 * MIB);
    assert.equal(pass(60), 0, 'it is in use');
    arriving.end(holder);
    assert.equal(pass(4), 0);
    assert.equal(pass(1), 1);
  });

  it('is left alone once the server has stopped', t => {
    resident = 170 * MIB;
    stop();
    assert.equal(afterSeconds(t, 60), 0);
  });

  it('of this process is given back with the flag that the image has', async () => {
    const dockerfile = await readFile(new URL('../../Dockerfile', import.meta.url), 'utf8');
    assert.match(dockerfile, /^ENTRYPOINT .*"--expose-gc"/m);
    const { stdout } = await run(process.execPath, [
      '--expose-gc',
      '--input-type=module',
      '--eval',
      GIVE_BACK,
    ]);
    assert.ok(Number(stdout) > 40 * MIB, `${stdout} bytes came back`);
  });

  it('is left to V8 where the program may not collect', t => {
    assert.equal(findMemory(), undefined);
    collectAtRest(load, undefined)();
    assert.equal(afterSeconds(t, 60), 0);
  });
});
