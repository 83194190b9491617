import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawSample } from './draw-sample.ts';
import type { Equivalent } from './equivalents.ts';
import { findMutants, type Mutant } from './find-mutants.ts';
import { listFiles } from './list-files.ts';
import type { MutationOptions } from './options.ts';

/**
 * The mutants to try, but for those that no test can notice.
 *
 * @throws Error when the options fit no file, or an entry of `equivalents` fits no mutant any more.
 */
export function chooseMutants(
  root: string,
  { files, since, sample, seed }: Pick<MutationOptions, 'files' | 'since' | 'sample' | 'seed'>,
  equivalents: readonly Equivalent[],
): Mutant[] {
  const findAll = (file: string) => findMutants(file, readFileSync(join(root, file), 'utf8'));
  for (const equivalent of equivalents) checkEquivalent(equivalent, findAll(equivalent.file));
  const mutants = listFiles(root, files, since)
    .flatMap(findAll)
    .filter(mutant => !equivalents.some(equivalent => fits(mutant, equivalent)));
  return sample === undefined ? mutants : drawSample(mutants, sample, seed);
}

function checkEquivalent(equivalent: Equivalent, mutants: readonly Mutant[]): void {
  if (mutants.some(mutant => fits(mutant, equivalent))) return;
  const { file, within, from, to } = equivalent;
  throw new Error(
    `equivalents.ts: expected the line \`${within}\` in ${file}, and \`${from}\` in it to become \`${to}\`, ` +
      'but there is no such change any more: take the entry out, or mend it',
  );
}

function fits(mutant: Mutant, equivalent: Equivalent): boolean {
  return (['file', 'within', 'from', 'to'] as const).every(field => mutant[field] === equivalent[field]);
}
