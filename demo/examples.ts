import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readObjectFiles } from '../src/cluster/object-files.ts';
import type { KubernetesObject } from '../src/yaml/kubernetes-object.ts';

export interface Example {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Reads each folder of examples: first those in `order`, of which one that is not there is an example of
 * nothing, then all others that hold plain objects.
 */
export async function readExamples(folder: string, order: readonly string[]): Promise<Example[]> {
  const present = (await readdir(folder)).sort();
  const names = [...order, ...present.filter(name => !order.includes(name))];
  const examples = await Promise.all(
    names.map(async name => ({
      name,
      objects: present.includes(name) ? await readObjectFiles(join(folder, name)) : [],
    })),
  );
  return examples.filter(({ name, objects }) => order.includes(name) || objects.length > 0);
}
