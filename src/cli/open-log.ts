import { type Logger, type LoggerOptions, pino } from 'pino';
import { escapeControls } from '../bounds/escape-controls.ts';
import { boundField, boundFields, describeError } from './bound-fields.ts';
import type { CliContext } from './context.ts';
import { LogBatches } from './log-batches.ts';

/** The log, and what writes out all that it has been told. */
export interface OpenLog {
  readonly log: Logger;
  readonly flush: () => void;
}

/**
 * Opens the log of a server: one JSON object a line, with times and levels that a person can read too, bounded and
 * without control characters, whatever it is told. That must not change for a tenth of a second. Nothing of it is lost
 * when the process ends, but by SIGKILL. While it cannot be written, because the disk is full or its reader has gone, the
 * process goes on.
 */
export function openLog(level: string, { stdout, atExit, outliveOutput }: CliContext): OpenLog {
  outliveOutput();
  const formatters = { level: (label: string) => ({ level: label }), log: boundFields };
  const serializers = { err: describeError, msg: boundField };
  const batches = new LogBatches(stdout, describeLost);
  const flush = () => batches.flush();
  atExit(flush);
  let time = Date.now();
  let timestamp = describeTime(time);
  const hooks: LoggerOptions['hooks'] = {
    logMethod(args, write) {
      const told = Date.now();
      batches.writeLater(() => {
        // Of lines that are told together, most are of the same millisecond.
        if (told !== time) timestamp = describeTime(told);
        time = told;
        write.apply(this, args);
      });
    },
  };
  const options = { level, base: null, timestamp: () => timestamp, formatters, serializers, hooks };
  // JSON stays JSON, of the same value: so a whole line is escaped at once, whatever is in it.
  const out = { write: (line: string) => batches.write(escapeControls(line)) };
  return { log: pino(options, out), flush };
}

function describeTime(time: number): string {
  return `,"time":"${new Date(time).toISOString()}"`;
}

function describeLost(lines: number): string {
  const msg = 'lines of the log were lost: they could not be written';
  return `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), lines, msg })}\n`;
}
