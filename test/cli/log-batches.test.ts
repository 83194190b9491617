import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { LogBatches } from '../../src/cli/log-batches.ts';

/** Takes what is written to it only when it is told to read. */
class Pipe extends Writable {
  readonly pieces: string[] = [];
  readonly #waiting: (() => void)[] = [];
  isRead = true;

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(piece: string | Buffer, _encoding: string, done: () => void): void {
    this.pieces.push(piece.toString());
    if (this.isRead) done();
    else this.#waiting.push(done);
  }

  async read(): Promise<void> {
    this.isRead = true;
    for (const done of this.#waiting.splice(0)) done();
    await new Promise(resolve => setImmediate(resolve));
  }
}

function open({ mock }: TestContext) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const pipe = new Pipe();
  return {
    pipe,
    batches: new LogBatches(pipe, lines => `lost ${lines}\n`),
    tick: mock.timers.tick.bind(mock.timers),
  };
}

describe('the lines of the log', () => {
  it('are written at once where they are few, and together where they are many', context => {
    const { pipe, batches, tick } = open(context);
    for (const line of ['1\n', '2\n', '3\n']) batches.write(line);
    assert.deepEqual(pipe.pieces, ['1\n']);
    tick(100);
    assert.deepEqual(pipe.pieces, ['1\n', '2\n3\n']);
    tick(100);
    batches.write('4\n');
    assert.deepEqual(pipe.pieces, ['1\n', '2\n3\n', '4\n']);
  });

  it('are written before a tenth of a second is over where they are long', context => {
    const { pipe, batches } = open(context);
    const line = `${'é'.repeat(10_000)}\n`;
    for (let count = 0; count < 5; count += 1) batches.write(line);
    assert.equal(pipe.pieces.join(''), line.repeat(4));
  });

  it('are whole and in order, be they short or longer than a piece may be', context => {
    const { pipe, batches } = open(context);
    const lines = [1, 40_000, 2, 11_000, 12_000, 3, 10_000, 400_000, 4].map(
      length => `${'€'.repeat(length)}\n`,
    );
    for (const line of lines) batches.write(line);
    batches.flush();
    assert.equal(pipe.pieces.join(''), lines.join(''));
  });

  it('are all written by a flush', context => {
    const { pipe, batches } = open(context);
    for (const line of ['1\n', '2\n', '3\n']) batches.write(line);
    batches.flush();
    assert.equal(pipe.pieces.join(''), '1\n2\n3\n');
  });

  it('go on when some could not be written, and say how many', async context => {
    const { pipe, batches, tick } = open(context);
    const pass = () => new Promise(resolve => setImmediate(resolve));
    let isFull = true;
    // As Node.js' standard output, which an error does not close.
    Object.assign(pipe, {
      write(piece: Buffer, done?: (error?: Error) => void) {
        if (!isFull) pipe.pieces.push(piece.toString());
        setImmediate(() => done?.(isFull ? new Error('no space') : undefined));
        return true;
      },
    });
    for (const line of ['1\n', '2\n', '3\n']) batches.write(line);
    await pass();
    for (const line of ['4\n', '5\n']) {
      tick(100);
      await pass();
      batches.write(line);
    }
    isFull = false;
    tick(100);
    await pass();
    // What failed may have ended within a line.
    assert.deepEqual(pipe.pieces, ['\n', '5\nlost 4\n']);
    batches.write('6\n');
    tick(100);
    assert.deepEqual(pipe.pieces, ['\n', '5\nlost 4\n', '6\n']);
  });

  it('can be put together when they are written, or when they are many and all that waited has been answered', async context => {
    const { pipe, batches, tick } = open(context);
    const made: number[] = [];
    const tell = (from: number, to: number) => {
      for (let count = from; count <= to; count += 1) {
        batches.writeLater(() => {
          made.push(count);
          batches.write(`${count}\n`);
        });
      }
    };
    tell(1, 3);
    assert.deepEqual(made, [1]);
    tick(100);
    assert.deepEqual(pipe.pieces, ['1\n', '2\n3\n']);
    tell(4, 4);
    batches.flush();
    assert.deepEqual(pipe.pieces.slice(2), ['4\n']);
    tell(5, 20);
    assert.equal(made.length, 4);
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(made.length, 20);
  });

  it('are lost beyond some megabytes while nobody reads, and then one says how many', async context => {
    const { pipe, batches, tick } = open(context);
    pipe.isRead = false;
    const line = `${'x'.repeat(999)}\n`;
    for (let count = 0; count < 20_000; count += 1) batches.write(line);
    assert.ok(pipe.writableLength < 9e6);
    tick(100);
    await pipe.read();
    tick(100);
    await pipe.read();
    const written = pipe.pieces.join('').split('\n');
    assert.match(written.at(-2) ?? '', /^lost \d+$/);
    assert.equal(written.length - 2 + Number(written.at(-2)?.slice(5)), 20_000);
  });
});
