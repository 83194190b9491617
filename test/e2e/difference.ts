import type { TestContext } from 'node:test';

/** Something that may not be alike on every release of Kubernetes, as it was measured. */
export interface Fact {
  readonly fact: string;
  readonly value: string;
}

const PREFIX = 'differs: ';

/**
 * Prints a fact with the test that measured it. `npm run test:versions` collects these lines.
 *
 * @param fact holds no colon with a space behind it.
 */
export function tellFact(t: TestContext, fact: string, value: string): void {
  t.diagnostic(`${PREFIX}${fact}: ${value}`);
}

/** Reads what `tellFact` printed; undefined if it is any other line. */
export function parseFact(line: string): Fact | undefined {
  if (!line.startsWith(PREFIX)) return undefined;
  const [fact = '', ...rest] = line.slice(PREFIX.length).split(': ');
  return rest.length === 0 ? undefined : { fact, value: rest.join(': ') };
}
