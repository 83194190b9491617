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

/** By example, pod and path: the fields that patches set. */
export type ExpectedFields = Readonly<Record<string, FieldsOfPods>>;

export type FieldsOfPods = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Reads expected.yaml.
 *
 * @param namespace whose pods they are: the names in there are those of another.
 */
export async function readExpectations(namespace = 'default'): Promise<Expectations> {
  return (await read('expected.yaml', namespace)) as Expectations;
}

/** Reads expected-fields.yaml, in the same way. */
export async function readExpectedFields(namespace = 'default'): Promise<ExpectedFields> {
  return (await read('expected-fields.yaml', namespace)) as ExpectedFields;
}

async function read(file: string, namespace: string): Promise<unknown> {
  const text = await readFile(new URL(file, import.meta.url), 'utf8');
  return parse(text.replaceAll('.default.svc.', `.${namespace}.svc.`));
}
