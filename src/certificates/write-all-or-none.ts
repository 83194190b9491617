import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface NewFile {
  readonly name: string;
  readonly content: string;
  readonly mode: number;
}

/**
 * Writes files that are not there yet into `directory`, which is made if it is not there either. If one
 * fails, the others are taken away again. First all go under temporary names in the same file system:
 * the renames need no room, so little is left that can fail half-way.
 */
export async function writeAllOrNone(directory: string, files: readonly NewFile[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  const temporary = await mkdtemp(join(directory, '.new-'));
  const moved: string[] = [];
  try {
    for (const { name, content, mode } of files) await writeFile(join(temporary, name), content, { mode });
    for (const { name } of files) {
      await rename(join(temporary, name), join(directory, name));
      moved.push(join(directory, name));
    }
  } catch (error) {
    await Promise.all(moved.map(path => rm(path, { force: true })));
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
