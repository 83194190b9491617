/** Characters of paths, with what it costs to sort each. */
export function measurePaths(paths: readonly string[]): number {
  let characters = 0;
  for (const path of paths) characters += path.length + PER_PATH;
  return characters;
}

const PER_PATH = 32;
