import { posix } from 'node:path';
import { listNodes } from './list-nodes.ts';
import { parseModule, stripTypes } from './parse-module.ts';

/** The test files that may notice a change of this file, nearest first: by their place, then by how many imports lead there. */
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
    const found = tests.flatMap(({ test, distances }) => {
      const kinship = findKinship(test, file);
      const distance = distances.get(file) ?? (kinship === 'mirror' ? 0 : undefined);
      return distance === undefined || (kinship !== 'mirror' && isSlow(test))
        ? []
        : [{ test, kinship, distance }];
    });
    const rank = ({ kinship, distance }: (typeof found)[number]) =>
      FAR * KINSHIPS.indexOf(kinship) + distance;
    return found.toSorted((one, other) => rank(one) - rank(other)).map(({ test }) => test);
  };
}

/** The test of the file's name comes first, then those of its part of the program. */
const KINSHIPS = ['mirror', 'part', 'none'] as const;

/** More imports than lead from any file to another. */
const FAR = 1_000;

function findKinship(test: string, file: string): (typeof KINSHIPS)[number] {
  if (test === file.replace(/^src\/(.*)\.ts$/, 'test/$1.test.ts')) return 'mirror';
  return test.split('/')[1] === file.split('/')[1] ? 'part' : 'none';
}

/**
 * Tests with servers of their own, many keys or all examples take seconds to notice what others should in a moment:
 * they are for the file of their name.
 */
function isSlow(test: string): boolean {
  return SLOW.some(start => test.startsWith(`test/${start}`));
}

const SLOW = [
  'bench/bench.',
  'certificates/certificate-manager.',
  'cli/status/',
  'cluster/api-connection.',
  'fuzz/',
  'manifests/kustomize.',
  'readme.',
  'server/hostile-clients.',
  'server/webhook-app.',
  'supply-chain/',
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
