import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { sep } from 'node:path';

/** Where the program is pure: what the tests do not notice here, they could. */
const CORE = [
  'src/{admission,annotation,lint,preview,status,kubelet,yaml}/**/*.ts',
  'src/certificates/!(write-)*.ts',
  'src/cluster/object-files.ts',
  'src/server/{at-most-every,budget,demand,load,log-admission,look-up-in-time,metrics,serving-certificate,within}.ts',
];

/**
 * The files to make mutants of, from the root of the project, with slashes.
 *
 * @param globs in place of the core.
 * @param since only files that are not as they were in this revision of Git.
 * @throws Error when there is none, or no such revision.
 */
export function listFiles(root: string, globs: readonly string[] = CORE, since?: string): string[] {
  const files = [...findFiles(root, globs)].toSorted();
  if (files.length === 0)
    throw new Error(`--files: expected a TypeScript file, found none by ${globs.join(' ')}`);
  if (since === undefined) return files;
  const changed = new Set(listChanged(root, since));
  return files.filter(file => changed.has(file));
}

export function listTests(root: string): string[] {
  return findFiles(root, ['test/**/*.test.ts']);
}

function findFiles(root: string, globs: readonly string[]): string[] {
  return globSync(globs, { cwd: root })
    .filter(file => file.endsWith('.ts'))
    .map(file => file.replaceAll(sep, '/'));
}

function listChanged(root: string, since: string): string[] {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n');
  return [
    ...git('diff', '--name-only', '--relative', since, '--'),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
}
