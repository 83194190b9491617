import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TargetName } from './targets.ts';

export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** The texts that fuzzing starts from. What a file cannot hold as it is, is there as a JSON string. */
export function readCorpus(target: TargetName): Sample[] {
  const folder = folderOf(target);
  return readdirSync(folder).map(name => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return { name, text: name.endsWith(ESCAPED) ? (JSON.parse(text) as string) : text };
  });
}

/** Keeps a text that did harm, so that it is tried from now on; gives the file's path. */
export function keepSample(target: TargetName, text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const isPlain = text.isWellFormed() && !text.includes('\r');
  const file = new URL(`failed-${hash}${isPlain ? '.txt' : ESCAPED}`, folderOf(target));
  writeFileSync(file, isPlain ? text : JSON.stringify(text));
  return fileURLToPath(file);
}

const ESCAPED = '.escaped';

function folderOf(target: TargetName): URL {
  return new URL(`corpus/${target}/`, import.meta.url);
}
