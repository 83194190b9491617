import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Neighbour } from './neighbour.ts';

const run = promisify(execFile);

export interface BuiltNeighbour {
  readonly binary: string;
  /** The files of the module: among them its own manifests. */
  readonly source: string;
}

/**
 * Builds the program of a neighbour, or finds the one built earlier in the cache folder of the user.
 *
 * It is built in a copy of its module: `go install` takes no module that has `replace` directives.
 */
export async function buildNeighbour(neighbour: Neighbour): Promise<BuiltNeighbour> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'per-pod-config-neighbours');
  const built = join(cache, `${neighbour.name}-${neighbour.version}`);
  const found = { binary: join(built, 'neighbour'), source: join(built, 'source') };
  if (await exists(built)) return found;
  console.error(`building ${neighbour.name} ${neighbour.version}: this takes minutes, once`);
  await mkdir(cache, { recursive: true });
  // A build that is interrupted leaves nothing behind that looks like one that was finished.
  const unfinished = await mkdtemp(`${built}.`);
  try {
    await build(neighbour, unfinished);
    await rm(built, { recursive: true, force: true });
    await rename(unfinished, built);
    return found;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function build(neighbour: Neighbour, folder: string): Promise<void> {
  const { module, version, mainPackage, main } = neighbour;
  const { Dir: downloaded } = JSON.parse(
    await go(folder, 'mod', 'download', '-json', `${module}@${version}`),
  );
  const source = join(folder, 'source');
  await cp(downloaded, source, { recursive: true });
  await run('chmod', ['-R', 'u+w', source]); // Go's module cache is read-only
  if (mainPackage !== undefined) await compile(source, `./${mainPackage}`);
  if (main !== undefined) await compile(await requireModule(neighbour, main, folder), '.');
}

async function compile(folder: string, mainPackage: string): Promise<void> {
  await go(folder, 'build', '-mod=mod', '-buildvcs=false', '-p=1', '-o', '../neighbour', mainPackage);
}

/** A Go module whose main package is ours, and which requires the one of the neighbour. */
async function requireModule({ module, version }: Neighbour, main: URL, folder: string): Promise<string> {
  const made = join(folder, 'main');
  await cp(fileURLToPath(main), join(made, 'main.go'));
  await writeFile(join(made, 'go.mod'), `module neighbour\n\ngo 1.26.0\n\nrequire ${module} ${version}\n`);
  return made;
}

/** @throws Error with what Go said. */
async function go(folder: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
  return (await run('nice', ['-n', '10', 'go', ...args], options)).stdout;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
