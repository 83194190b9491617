import { posix } from 'node:path';
import { listNodes } from './list-nodes.ts';
import { parseModule, stripTypes } from './parse-module.ts';

/** The test files that may notice a change of this file, nearest first. */
export type FindTests = (file: string) => readonly string[];

/**
 * Finds tests by what they import.
 *
 * @param testFiles from the root of the project, with slashes.
 * @param read the text of such a file.
 */
export function makeFindTests(testFiles: readonly string[], read: (file: string) => string): FindTests {
  const imports = new Map<string, readonly string[]>();
  const importsOf = (file: string) => {
    const known = imports.get(file) ?? listImports(file, read(file));
    imports.set(file, known);
    return known;
  };
  const tests = testFiles.map(test => ({ test, distances: measureDistances(test, importsOf) }));
  return file => {
    const mirror = file.replace(/^src\/(.*)\.ts$/, 'test/$1.test.ts');
    const found = tests.flatMap(({ test, distances }) => {
      const distance = test === mirror ? 0 : distances.get(file);
      return distance === undefined || (distance > 0 && isSlow(test)) ? [] : [{ test, distance }];
    });
    return found.toSorted((one, other) => one.distance - other.distance).map(({ test }) => test);
  };
}

/**
 * Tests with servers of their own, or many keys, take seconds to notice what others should in a moment: they are
 * for the file that they mirror.
 */
function isSlow(test: string): boolean {
  return SLOW.some(start => test.startsWith(`test/${start}`));
}

const SLOW = [
  'bench/bench.',
  'certificates/certificate-manager.',
  'cli/status/',
  'cli/why.',
  'cluster/api-connection.',
  'fuzz/',
  'server/hostile-clients.',
  'server/webhook-app.',
];

/** How many imports lead from a file to each other one. */
function measureDistances(
  start: string,
  importsOf: (file: string) => readonly string[],
): ReadonlyMap<string, number> {
  const distances = new Map([[start, 0]]);
  for (const [file, distance] of distances) {
    for (const next of importsOf(file)) if (!distances.has(next)) distances.set(next, distance + 1);
  }
  return distances;
}

/** The project's own files that a file imports as it runs. */
function listImports(file: string, text: string): string[] {
  return listNodes(parseModule(stripTypes(text)))
    .map(node => ('source' in node && node.source?.type === 'Literal' ? node.source.value : undefined))
    .filter(target => typeof target === 'string')
    .filter(target => /^\..*\.ts$/.test(target))
    .map(target => posix.join(posix.dirname(file), target));
}
