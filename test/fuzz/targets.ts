import { ADMISSIONS } from './admissions.ts';
import { ANNOTATIONS } from './annotations.ts';
import { EXPRESSIONS } from './expressions.ts';
import { REVIEWS } from './reviews.ts';
import type { Target } from './target.ts';

/** By their names, which are those of the corpus' folders. */
export const TARGETS = {
  reviews: REVIEWS,
  admissions: ADMISSIONS,
  annotations: ANNOTATIONS,
  expressions: EXPRESSIONS,
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof TARGETS;

export const TARGET_NAMES = Object.keys(TARGETS) as TargetName[];
