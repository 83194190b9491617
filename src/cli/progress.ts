import { escapeLine } from '../bounds/escape-controls.ts';
import type { CliContext } from './context.ts';
import { draw } from './escape-output.ts';
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
  const show = () => {
    if (text === '' || performance.now() < due) return;
    // A line that wraps could not be taken away again.
    draw(stderr, `\r${escapeLine(text).slice(0, columns - 1)}${CLEAR}`);
    due = performance.now() + INTERVAL;
  };
  const started = due;
  // For work that waits; work that computes leaves no timer a turn, and draws as it says something.
  const timer = setInterval(show, INTERVAL).unref();
  return {
    say(next) {
      text = next;
      show();
    },
    end() {
      clearInterval(timer);
      if (due !== started) draw(stderr, `\r${CLEAR}`);
    },
  };
}

/** Milliseconds. */
const FIRST = 1_000;
const INTERVAL = 100;

/** To the end of the line. */
const CLEAR = '\u001b[K';
