import type { Mutant } from './find-mutants.ts';

/** A change after which the program does the same: no test can notice it. */
export type Equivalent = Pick<Mutant, 'file' | 'from' | 'to'> & { readonly reason: string };

export const EQUIVALENTS: readonly Equivalent[] = [];
