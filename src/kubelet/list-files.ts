import { splitPath } from './split-path.ts';
import type { ContainerView } from './view-containers.ts';
import type { FileView } from './view-volume.ts';

/** The files that a container sees, by their absolute paths. Of two mounts, the deeper covers the other. */
export function listFiles({ mounts }: ContainerView): Map<string, FileView> {
  const deepestLast = [...mounts].sort((one, other) => depth(one.path) - depth(other.path));
  const files = new Map<string, FileView>();
  for (const { path, sources } of deepestLast) {
    const folder = `/${splitPath(path).join('/')}`;
    for (const covered of files.keys()) {
      if (covered === folder || covered.startsWith(`${folder}/`)) files.delete(covered);
    }
    for (const [file, view] of sources.flatMap(({ entries }) => [...entries])) {
      files.set(file === '' ? folder : `${folder === '/' ? '' : folder}/${file}`, view);
    }
  }
  return files;
}

function depth(path: string): number {
  return splitPath(path).length;
}
