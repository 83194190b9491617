import type { ContainerView } from './view-containers.ts';
import type { FileView } from './view-volume.ts';

/** The files that a container sees, by their absolute paths. Of two mounts, the deeper covers the other. */
export function listFiles({ mounts }: ContainerView): Map<string, FileView> {
  const deepestLast = [...mounts].sort((one, other) => depth(one.path) - depth(other.path));
  const files = new Map<string, FileView>();
  for (const { path, sources } of deepestLast) {
    const folder = `/${partsOf(path).join('/')}`;
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
  return partsOf(path).length;
}

/** Without empty parts and dots; a path that climbs ends at the root, as in the container. */
function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}
