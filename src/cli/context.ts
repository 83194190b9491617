import type { Readable, Writable } from 'node:stream';

/** What a command has of the process that it runs in. */
export interface CliContext {
  /** What the program was called as; its own name if left out. */
  readonly programName?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Has something done, at once and synchronously, when the process ends, be it by a defect. */
  readonly atExit: (act: () => void) => void;
  /** Has the process go on when its output cannot be written: for a server, whose log is the lesser thing. */
  readonly outliveOutput: () => void;
  /** Aborts when the process is asked to end (SIGTERM, SIGINT). */
  readonly stop: AbortSignal;
}
