// Gives a mutant in place of the file that it was made of. To be imported before all else, in each process and
// thread of a test: nothing on the disk is changed.
import { registerHooks } from 'node:module';

const { url: mutated, source } = JSON.parse(process.env['MUTANT'] ?? '{}') as MutantVariable;

registerHooks({
  load: (url, context, nextLoad) =>
    url === mutated ? { format: 'module', source, shortCircuit: true } : nextLoad(url, context),
});

/** What the variable `MUTANT` holds, as JSON. */
export interface MutantVariable {
  readonly url: string;
  readonly source: string;
}
