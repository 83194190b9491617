// A reporter for `node --test`: a line of JSON for each test that has ended, and each fact that one has measured.
import type { TestEvent } from 'node:test/reporters';
import { type Fact, parseFact } from '../e2e/difference.ts';

export type ResultLine =
  | { readonly outcome: 'passed' | 'failed'; readonly title: string }
  | { readonly outcome: 'skipped'; readonly title: string; readonly reason: string }
  | Fact;

/** What the runner expects of a reporter: the default export of its module. */
// biome-ignore lint/style/noDefaultExport: it is how a reporter is found
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  /** The titles of what is under way: a suite's, and in it a test's. */
  const titles: string[] = [];
  for await (const event of events) {
    if (event.type === 'test:start') titles.splice(event.data.nesting, Infinity, event.data.name);
    const line = readEvent(event, titles);
    if (line !== undefined) yield `${JSON.stringify(line)}\n`;
  }
}

function readEvent(event: TestEvent, titles: readonly string[]): ResultLine | undefined {
  if (event.type === 'test:diagnostic') return parseFact(event.data.message);
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return undefined;
  const { details, name, nesting, skip } = event.data;
  const title = [...titles.slice(0, nesting), name].join(' ');
  if (event.type === 'test:fail') {
    return isOfItsTests(event.data.details.error) ? undefined : { outcome: 'failed', title };
  }
  if (details.type === 'suite') return undefined;
  if (skip === undefined || skip === false) return { outcome: 'passed', title };
  return {
    outcome: 'skipped',
    title,
    reason: typeof skip === 'string' && skip !== '' ? skip : 'no reason is given',
  };
}

/** Whether a suite failed because of tests in it: they are told themselves. */
function isOfItsTests(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}
