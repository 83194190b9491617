import type { CliContext } from './context.ts';
import { readTerminal } from './terminal.ts';

/** A line on a terminal's stderr that says how far the work is, from the second on that it takes. */
export interface Progress {
  /** What is going on now: `read 120 files`. Costs next to nothing, so it may be called at every step. */
  say(text: string): void;
  /** Takes the line away again. */
  end(): void;
}

/** Shows nothing where stderr is no terminal. The caller must `end` it, whatever happens. */
export function startProgress({ stderr, env }: CliContext): Progress {
  const { isTerminal, columns = 0 } = readTerminal(stderr, env);
  if (!isTerminal) return { say() {}, end() {} };
  let text = '';
  let due = performance.now() + FIRST;
  const draw = () => {
    if (text === '' || performance.now() < due) return;
    // A line that wraps could not be taken away again.
    stderr.write(`\r${text.slice(0, columns - 1)}${CLEAR}`);
    due = performance.now() + INTERVAL;
  };
  const started = due;
  // For work that waits; work that computes leaves no timer a turn, and draws as it says something.
  const timer = setInterval(draw, INTERVAL).unref();
  return {
    say(next) {
      text = next;
      draw();
    },
    end() {
      clearInterval(timer);
      if (due !== started) stderr.write(`\r${CLEAR}`);
    },
  };
}

/** Milliseconds. */
const FIRST = 1_000;
const INTERVAL = 100;

/** To the end of the line. */
const CLEAR = '\u001b[K';
