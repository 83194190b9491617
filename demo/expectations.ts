import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** By example, pod and container. */
export type Expectations = Readonly<Record<string, ExpectedPods>>;

export type ExpectedPods = Readonly<Record<string, Readonly<Record<string, ExpectedContainer>>>>;

/** What one container must find; the comment at the top of expected.yaml tells what is what. */
export interface ExpectedContainer {
  readonly files?: Readonly<Record<string, string>>;
  readonly modes?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Reads expected.yaml. */
export async function readExpectations(): Promise<Expectations> {
  return parse(await readFile(new URL('expected.yaml', import.meta.url), 'utf8')) as Expectations;
}
