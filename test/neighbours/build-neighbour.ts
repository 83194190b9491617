import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
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
  if (await exists(found.binary)) return found;
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

async function build({ module, version, mainPackage, main }: Neighbour, folder: string): Promise<void> {
  const { Dir: downloaded } = JSON.parse(
    await go(folder, 'mod', 'download', '-json', `${module}@${version}`),
  );
  const source = join(folder, 'source');
  await cp(downloaded, source, { recursive: true });
  await run('chmod', ['-R', 'u+w', source]); // Go's module cache is read-only
  if (main !== undefined) await cp(fileURLToPath(main), join(source, mainPackage, 'main.go'));
  await go(source, 'build', '-mod=mod', '-buildvcs=false', '-p=1', '-o', '../neighbour', `./${mainPackage}`);
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
