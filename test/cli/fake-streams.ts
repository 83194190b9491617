import { Readable, Writable } from 'node:stream';
import type { CliContext } from '../../src/cli/context.ts';

/** Keeps what is written to it. */
export class Sink extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number | undefined;

  /** With columns it is a terminal. */
  constructor(columns?: number) {
    super();
    this.isTTY = columns !== undefined;
    this.columns = columns;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export interface FakeContext extends CliContext {
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** A process without a terminal, unless `columns` are given. */
export function fakeContext({
  columns,
  stdin = '',
  env = {},
}: {
  readonly columns?: number;
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
} = {}): FakeContext {
  return {
    env,
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)], { objectMode: false }),
    stdout: new Sink(columns),
    stderr: new Sink(columns),
    atExit: () => {},
    outliveOutput: () => {},
    stop: new AbortController().signal,
  };
}
