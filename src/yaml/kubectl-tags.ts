import type { CollectionTag, ScalarTag } from 'yaml';
import { MERGE_KEY } from './merge-key.ts';

type Tags = readonly (ScalarTag | CollectionTag | string)[];

/**
 * What kubectl reads otherwise than YAML 1.2 has it: 0400 is octal, and yes and on are true, as in 1.1.
 * Dates stay text there, too, and merge keys count by where they stand.
 */
export function addKubectlTags(tags: Tags): (ScalarTag | CollectionTag)[] {
  return [OCTAL, BOOLEAN, MERGE_KEY, ...tags] as (ScalarTag | CollectionTag)[];
}

/** 0400 is octal to everybody who writes Kubernetes' YAML, which is of version 1.1; in 1.2 it would be 400. */
export const OCTAL = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0[0-7]+$/,
  resolve: (digits: string) => Number.parseInt(digits, 8),
} as const;

const BOOLEAN = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF)$/,
  resolve: (word: string) => /^(?:yes|on)$/i.test(word),
} as const;
