import { readFileSync } from 'node:fs';
import { readModelTypes } from './read-model-types.ts';

const PACKAGE = new URL('../../node_modules/@kubernetes/client-node/package.json', import.meta.url);

/** The source text of src/patch/pod-types.ts, as Biome formats it but for the breaks of lines. */
export async function renderPodTypes(): Promise<string> {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  const { types, release } = await readModelTypes(['ObjectMeta', 'PodSpec']);
  const sorted = Object.fromEntries([...types].sort(([one], [other]) => (one < other ? -1 : 1)));
  return `// Written by \`npm run pod-types\` from the models of @kubernetes/client-node ${version} (${release}).

/** Types of the core API that a pod consists of, by their names: the type of each field. \`[]\` is a list, \`map<>\` a mapping. */
export const POD_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = ${JSON.stringify(sorted, undefined, 2)};
`;
}
